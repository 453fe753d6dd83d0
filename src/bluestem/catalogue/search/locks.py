"""One process at a time, on one machine."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.005


class Locked(Exception):
    """Another process holds the lock."""


@contextmanager
def file_lock(path: Path, *, wait: float) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends. Raises Locked after `wait` seconds, OSError if the file
    cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        _take(file.fileno(), time.monotonic() + wait)
        yield


def is_locked(path: Path) -> bool:
    """Whether some process holds the lock now."""
    if not path.exists():
        return False
    try:
        with file_lock(path, wait=0):
            return False
    except Locked:
        return True


def _take(file: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Locked from None
            time.sleep(_PAUSE)
        else:
            return
