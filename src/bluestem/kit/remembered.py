"""What everybody asks for on every page and what seldom changes: read once, until somebody says that it changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from bluestem.kit.generation import Generation

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A value that each process reads once and reads again after `forget`, in whichever process that was called.

    path: gives the small shared file that holds the counter of changes; asked when it is first needed.
    read: gives the value as it is now.
    """

    def __init__(self, path: Callable[[], Path], read: Callable[[], Value]) -> None:
        self._path = path
        self._read = read
        self._kept: tuple[int, Value] | None = None

    def get(self) -> Value:
        """Give the value; reads it only when it is not known or has changed."""
        now = self._generation.current()
        if self._kept is None or self._kept[0] != now:
            # The number is noted before reading: a change during the reading makes the next caller read again.
            self._kept = (now, self._read())
        return self._kept[1]

    def forget(self) -> None:
        """Have every process of this machine read anew. Call it after the commit of what changed the value."""
        self._generation.advance()

    @cached_property
    def _generation(self) -> Generation:
        return Generation(self._path())
