"""A counter that every process of a machine sees at once: it tells whether what one remembers still holds."""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from pathlib import Path

_LAYOUT = struct.Struct("<Q")


class Generation:
    """A number in a small shared file. Reading costs a memory access; raising it takes a lock.

    Whoever keeps something derived (a finished page, an open search index) notes the number, and drops
    what it kept as soon as the number differs.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._file).st_size < _LAYOUT.size:
            os.ftruncate(self._file, _LAYOUT.size)
        self._memory = mmap.mmap(self._file, _LAYOUT.size)

    def current(self) -> int:
        """Give the number as it is now."""
        return _LAYOUT.unpack_from(self._memory)[0]

    def advance(self) -> int:
        """Raise the number by one for every process of this machine; give the new one."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            number = self.current() + 1
            _LAYOUT.pack_into(self._memory, 0, number)
            return number
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
