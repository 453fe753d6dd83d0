"""A counter that every process of a machine sees at once: it tells whether what one remembers still holds."""

from __future__ import annotations

import fcntl
import mmap
import os
from pathlib import Path

_BYTES = 8


class Generation:
    """A number in a small shared file. Reading costs a memory access; raising it takes a lock.

    Whoever keeps something derived (a finished page, an open search index) notes the number before computing it,
    and drops what it kept as soon as the number differs. Whoever changes what others derive from raises the number
    after the change is committed, never before.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(file).st_size < _BYTES:
                os.ftruncate(file, _BYTES)
            # One machine word, read and written at once: nobody sees half a number.
            self._number = memoryview(mmap.mmap(file, _BYTES)).cast("Q")
        finally:
            os.close(file)

    def current(self) -> int:
        """Give the number as it is now."""
        return self._number[0]

    def advance(self) -> int:
        """Raise the number by one for every process of this machine; give the new one."""
        # A lock belongs to an opened file: opening anew shuts out other threads and forked processes alike.
        with self._path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._number[0] += 1
            return self._number[0]
