"""Whether an index on disk is what was written: damage that reading alone would not notice."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from bluestem.catalogue.search.folder import Current
from bluestem.catalogue.search.port import SearchUnavailable

# Removed records stay in the files until a rebuild; past these, they cost more than one.
MOST_REMOVED = 10_000
MOST_REMOVED_SHARE = 0.5

_FOOTER_END = struct.Struct("<II")
_FOOTER_SIGN = 1337
_BLOCK = 1 << 20
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")


class Inspector:
    """Looks at each file of an index once: files never change once written, so a name stands for its content."""

    def __init__(self) -> None:
        self._sound: set[str] = set()
        self._seen: tuple[str, int, int] | None = None

    def find_fault(self, current: Current, *, thorough: bool = False) -> str:
        """Say why an index should be made anew, in a sentence; empty when it is sound.

        Cheap while nothing changed; `thorough` looks at every file again.
        """
        if thorough:
            self._sound.clear()
            self._seen = None
        try:
            state = current.state()
            if state == self._seen:
                return ""
            segments = json.loads((current.folder / "meta.json").read_bytes())["segments"]
            fault = self._fault_in(current.folder, segments)
            if fault and current.state() != state:
                return ""  # a commit replaced files meanwhile; the next look tells
        except SearchUnavailable as error:
            return str(error)
        except (OSError, ValueError, KeyError, TypeError) as error:
            return f"The search index cannot be read: {error}"
        if not fault:
            self._seen = state
        return fault

    def _fault_in(self, folder: Path, segments: list[dict[str, Any]]) -> str:
        for path in _files(folder, segments):
            if path.name not in self._sound:
                if not has_right_checksum(path):
                    return f"The file {path} of the search index is damaged or gone."
                self._sound.add(path.name)
        removed = sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])
        written = sum(segment["max_doc"] for segment in segments)
        if removed > max(MOST_REMOVED, written * MOST_REMOVED_SHARE):
            return f"The search index still carries {removed} removed records."
        return ""


def _files(folder: Path, segments: list[dict[str, Any]]) -> Iterator[Path]:
    """Give the files of committed segments; others in the folder may be half written at this moment."""
    for segment in segments:
        name = segment["segment_id"].replace("-", "")
        yield from (folder / f"{name}.{part}" for part in _PARTS)
        if segment["deletes"]:
            yield folder / f"{name}.{segment['deletes']['opstamp']}.del"


def has_right_checksum(path: Path) -> bool:
    """Compare a file of an index with the CRC-32 in its footer.

    Footer, as tantivy writes it: JSON with the key `crc`, its length and 1337 as little-endian 32-bit numbers.
    """
    try:
        with path.open("rb") as file:
            body, checksum = _read_footer(file)
            file.seek(0)
            return _checksum(file, body) == checksum
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False


def _read_footer(file: BinaryIO) -> tuple[int, int]:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _FOOTER_END.size))
    length, sign = _FOOTER_END.unpack(file.read())
    body = size - _FOOTER_END.size - length
    if sign != _FOOTER_SIGN or body < 0:
        raise ValueError("no footer")
    file.seek(body)
    return body, json.loads(file.read(length))["crc"]


def _checksum(file: BinaryIO, length: int) -> int:
    checksum = 0
    while length > 0 and (block := file.read(min(_BLOCK, length))):
        checksum = zlib.crc32(block, checksum)
        length -= len(block)
    return checksum
