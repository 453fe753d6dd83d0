"""The file a backup is: a plain .tar with the database, the uploaded files and a list of checksums at its end."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from bluestem.cli.errors import CommandFailed

MANIFEST = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
MEDIA = "media"
_PIECE = 2**20


class _Digested:
    """A file being read, and the SHA-256 of what was read so far."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        self.size += len(piece)
        return piece


class ArchiveWriter:
    """Adds files to a backup and remembers their checksums."""

    def __init__(self, tar: tarfile.TarFile, engine: str, version: str, made_at: str) -> None:
        self._tar = tar
        self._manifest: dict[str, Any] = {"format": FORMAT, "engine": engine, "version": version, "made_at": made_at}
        self._manifest["files"] = {}

    def add(self, path: Path, name: str) -> None:
        """Add a file under a name. Raises FileNotFoundError when it is gone."""
        with path.open("rb") as file:
            member = self._tar.gettarinfo(arcname=name, fileobj=file)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            reading = _Digested(file)
            self._tar.addfile(member, reading)
        self._manifest["files"][name] = {"size": reading.size, "sha256": reading.digest.hexdigest()}

    def finish(self) -> None:
        """Write the list of checksums."""
        text = json.dumps(self._manifest, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(text)
        self._tar.addfile(member, io.BytesIO(text))


@contextmanager
def writing(path: Path, **about: str) -> Iterator[ArchiveWriter]:
    """Write a backup that is there whole or not at all, readable by its owner alone."""
    partial = path.with_name(f"{path.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                archive = ArchiveWriter(tar, **about)
                yield archive
                archive.finish()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into an empty folder and give its manifest.

    Raises CommandFailed unless every file has its checksum, none is missing and none was added.
    """
    try:
        with tarfile.open(path, "r:") as tar:
            found = {member.name: _unpack_one(tar, member, folder) for member in tar}
    except (tarfile.TarError, EOFError) as error:
        raise CommandFailed(f"{path} is no whole backup: {error}.") from None
    manifest = _manifest(path, folder)
    wrong = [name for name, facts in manifest["files"].items() if found.pop(name, None) != facts]
    found.pop(MANIFEST)
    if wrong or found:
        raise CommandFailed(f"{path} is damaged: {(wrong or list(found))[0]} is not what was backed up.")
    return manifest


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> dict[str, Any]:
    parts = PurePosixPath(member.name).parts
    is_ours = member.name in (MANIFEST, *DATABASES.values()) or (len(parts) > 1 and parts[0] == MEDIA)
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not is_ours or ".." in parts:
        raise CommandFailed(f"The backup holds {member.name!r}, which Bluestem did not write.")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    reading = _Digested(source)  # type: ignore[arg-type]
    with target.open("xb") as file:
        while piece := reading.read(_PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return {"size": reading.size, "sha256": reading.digest.hexdigest()}


def _manifest(path: Path, folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        known = manifest["format"] == FORMAT and manifest["engine"] in DATABASES and isinstance(manifest["files"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise CommandFailed(f"{path} has no list of checksums this version can read; it is no backup of Bluestem.")
    return manifest


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
