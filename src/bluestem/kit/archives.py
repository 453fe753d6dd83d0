"""Reading zip and tar archives that come from outside, within limits and with nothing written to disk.

An archive is judged as a whole before its first file is given (zip), or file by file as it streams (tar). What is
refused: too many files, too many bytes, too much packed into too little, names that lead elsewhere or stand twice,
links, devices, encryption, and archives that are cut off.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
GZIP = b"\x1f\x8b"
# What browsers and zip programs everywhere unpack; others have no bound on what one piece may become
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
# Below this size a high ratio is harmless: an empty sheet packs a thousandfold
RATIO_COUNTS_FROM = 10_000_000
BAD_IN_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
BROKEN = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, ValueError)


class ArchiveRefused(Exception):
    """The archive is damaged, too large, or holds something that we do not take; the message says what."""


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """How much an archive may hold: files, bytes of one file and of all together, times its packed size, folders."""

    files: int = 10_000
    file_bytes: int = 200_000_000
    total_bytes: int = 500_000_000
    ratio: int = 200
    depth: int = 12
    name_length: int = 240


DEFAULT_LIMITS = ArchiveLimits()


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name with `/` between folders, and its size unpacked in bytes."""

    name: str
    size: int


class ZipReader:
    """A zip archive whose files can be opened by name, in any order."""

    def __init__(self, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._members = members

    @property
    def members(self) -> list[Member]:
        """The files, in the order of the archive; folders are left out."""
        return [Member(name, info.file_size) for name, info in self._members.items()]

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Give a file to read from. Raises KeyError for a name that is not there, ArchiveRefused when it is damaged."""
        with _in_words(), self._archive.open(self._members[name]) as file:
            yield _spoken(file)


@contextmanager
def open_zip(file: BinaryIO, limits: ArchiveLimits = DEFAULT_LIMITS) -> Iterator[ZipReader]:
    """Open a zip archive once it is judged harmless. Raises ArchiveRefused."""
    with _in_words(), zipfile.ZipFile(file) as archive:
        members = _judged_zip(archive, _size_of(file), limits)
        yield ZipReader(archive, members)


def read_archive(file: BinaryIO, limits: ArchiveLimits = DEFAULT_LIMITS) -> Iterator[tuple[Member, BinaryIO]]:
    """Give each file of a zip, tar or tar.gz archive with a stream of its content, which is read before the next.

    Raises ArchiveRefused; what was given before that was harmless by itself.
    """
    start = file.read(4)
    file.seek(0)
    if start in (ZIP, EMPTY_ZIP):
        with open_zip(file, limits) as archive:
            for member in archive.members:
                with archive.open(member.name) as stream:
                    yield member, stream
    else:
        with _in_words():
            yield from _tar_members(file, limits, packed=start.startswith(GZIP))


def _judged_zip(archive: zipfile.ZipFile, packed: int, limits: ArchiveLimits) -> dict[str, zipfile.ZipInfo]:
    """Look at what the directory of the archive says: Python unpacks no more of a file than that."""
    judge = _Judge(limits, packed)
    members = {}
    for info in archive.infolist():
        if info.flag_bits & ENCRYPTED:
            raise ArchiveRefused(f"{info.filename[:80]} is encrypted.")
        if info.compress_type not in METHODS:
            raise ArchiveRefused(f"{info.filename[:80]} is packed in an unusual way.")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ArchiveRefused(f"{info.filename[:80]} is a link or a device.")
        name = judge.name(info.orig_filename)
        if not info.is_dir():
            judge.size(name, info.file_size)
            members[name] = info
    return members


def _tar_members(file: BinaryIO, limits: ArchiveLimits, *, packed: bool) -> Iterator[tuple[Member, BinaryIO]]:
    judge = _Judge(limits, _size_of(file))
    source = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    bounded = _Bounded(source, limits.total_bytes + limits.files * 2 * tarfile.BLOCKSIZE)
    with tarfile.open(fileobj=cast("BinaryIO", bounded), mode="r|") as archive:
        for info in archive:
            name = judge.name(info.name)
            if info.isdir():
                continue
            if not info.isreg() or info.issparse():
                raise ArchiveRefused(f"{name} is a link, a device or another special file.")
            judge.size(name, info.size)
            stream = archive.extractfile(info)
            if stream is not None:
                yield Member(name, info.size), _spoken(stream)
            archive.members = []  # type: ignore[attr-defined]  # otherwise it remembers each file


class _Judge:
    """Counts files and bytes of one archive and looks at names."""

    def __init__(self, limits: ArchiveLimits, packed: int) -> None:
        self.limits = limits
        self.packed = packed
        self.names: set[str] = set()
        self.total = 0

    def name(self, name: str) -> str:
        """Give the name as we use it. Raises ArchiveRefused for one that leads elsewhere or stands twice."""
        limits = self.limits
        clean = name.removesuffix("/")
        parts = clean.split("/")
        if parts[0] == "." and len(parts) > 1:
            parts = parts[1:]
        if len(clean) > limits.name_length or len(parts) > limits.depth:
            raise ArchiveRefused(f"The name {clean[:80]}… is too long, or lies in too many folders.")
        if BAD_IN_NAME.search(clean) or any(part in ("", ".", "..") or part != part.strip() for part in parts):
            raise ArchiveRefused(f"The name {clean[:80]!r} leads elsewhere or has signs that names do not have.")
        clean = "/".join(parts)
        if clean.casefold() in self.names:
            raise ArchiveRefused(f"{clean} stands twice in the archive.")
        self.names.add(clean.casefold())
        if len(self.names) > limits.files:
            raise ArchiveRefused(f"There are more than {limits.files} files in the archive.")
        return clean

    def size(self, name: str, size: int) -> None:
        """Add a file. Raises ArchiveRefused when it, or all together, are too much."""
        self.total += size
        if size > self.limits.file_bytes or self.total > self.limits.total_bytes:
            raise ArchiveRefused(f"With {name} the archive holds more than it may.")
        if self.total > RATIO_COUNTS_FROM and self.total > self.limits.ratio * max(self.packed, 1):
            raise ArchiveRefused("The archive holds far more than its size says: it may be made to fill a disk.")


class _Bounded(io.RawIOBase):
    """A stream that ends with ArchiveRefused instead of going on and on."""

    def __init__(self, source: IO[bytes], most: int) -> None:
        self._source = source
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise ArchiveRefused("The archive holds more than it may.")
        return piece


class _Spoken(io.RawIOBase):
    """A file of an archive; what goes wrong while it is read is an ArchiveRefused."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, place: Any) -> int:
        with _in_words():
            piece = self._source.read(len(place))
        place[: len(piece)] = piece
        return len(piece)


def _spoken(source: IO[bytes]) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Spoken(source)))


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise ArchiveRefused(f"The archive is damaged or of a kind that we do not read: {error}") from error


def _size_of(file: BinaryIO) -> int:
    position = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(position)
    return size
