"""How often somebody may ask, counted for all processes of a machine at once.

The counters stand in one small file that every process maps into its memory. Counting costs a lock and a few bytes,
no database, so that whoever asks too often costs next to nothing. Several servers each count for themselves.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

SLOTS = 65_536
PROBES = 8  # neighbouring slots that a key may stand in
SLOT = struct.Struct("=QII")  # hash of the key, window, count


class Limits:
    """Counters of requests by key, in windows of some seconds."""

    def __init__(self, path: Path, slots: int = SLOTS) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._slots = slots
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(file).st_size < slots * SLOT.size:
                os.ftruncate(file, slots * SLOT.size)
            self._memory = mmap.mmap(file, slots * SLOT.size)
        finally:
            os.close(file)

    def count(self, key: str, *, seconds: int, now: float) -> int:
        """Count one request under a key; give how many there were in this window, this one included.

        now: seconds since 1970. When the table is full of newer keys, the least used neighbour makes room.
        """
        digest = int.from_bytes(blake2b(f"{key}|{seconds}".encode(), digest_size=8).digest(), "big") | 1
        window = int(now) // seconds
        with self._path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            place, count = self._place(digest, window)
            SLOT.pack_into(self._memory, place, digest, window, count + 1)
        return count + 1

    def _place(self, digest: int, window: int) -> tuple[int, int]:
        """Give where a key stands, or may stand, and its count so far."""
        best, fewest = 0, 2**33
        for probe in range(PROBES):
            place = (digest + probe) % self._slots * SLOT.size
            known, counted_in, count = SLOT.unpack_from(self._memory, place)
            if known == digest:
                return place, count if counted_in == window else 0
            worth = count if known and counted_in == window else 0
            if worth < fewest:
                best, fewest = place, worth
        return best, 0


@cache
def limits() -> Limits:
    """Give the counters of this installation."""
    return Limits(settings.DATA_FOLDER / "api-limits")
