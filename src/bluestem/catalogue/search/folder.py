"""Where indexes lie on disk: one folder each, and a small file that says which one is searched."""

from __future__ import annotations

import json
import logging
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from bluestem.catalogue.search.locks import is_locked
from bluestem.catalogue.search.port import SearchUnavailable

logger = logging.getLogger(__name__)

_CURRENT = "current.json"
_SUSPECT = "suspect"
_WRITER_LOCK = ".tantivy-writer.lock"


@dataclass(frozen=True)
class Current:
    """The index that is searched, and the fingerprint of the shape it was made for."""

    folder: Path
    fingerprint: str

    def state(self) -> tuple[str, int, int]:
        """Give what differs after every commit. Raises SearchUnavailable when the folder is gone."""
        try:
            found = (self.folder / "meta.json").stat()
        except OSError as error:
            raise SearchUnavailable(f"The search index {self.folder} is gone.") from error
        return self.folder.name, found.st_mtime_ns, found.st_ino


class IndexFolder:
    """The search folder of an installation. Indexes are whole or absent: a new one is made beside and then named."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Current:
        """Give the index that is searched. Raises SearchUnavailable when none is named."""
        try:
            said = json.loads((self.root / _CURRENT).read_bytes())
            return Current(self.root / Path(said["folder"]).name, said["fingerprint"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchUnavailable(f"There is no search index in {self.root}.") from error

    def create(self) -> Path:
        """Make an empty folder for a new index."""
        folder = self.root / f"index-{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder

    def publish(self, folder: Path, fingerprint: str) -> None:
        """Name the index that is searched from now on, in one step that a crash cannot halve."""
        written = self.root / f"{_CURRENT}.new"
        with written.open("w") as file:
            json.dump({"folder": folder.name, "fingerprint": fingerprint}, file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.root / _CURRENT)
        _sync(self.root)
        self.trust()

    def clear(self) -> None:
        """Remove every index but the current one; processes that still read one keep their open files.

        One in which a process is still merging pieces stays until the next time.
        """
        try:
            kept = self.current().folder
        except SearchUnavailable:
            kept = None
        for folder in self.root.glob("index-*"):
            if folder != kept and not is_locked(folder / _WRITER_LOCK):
                shutil.rmtree(folder, ignore_errors=True)

    def suspect(self, folder: Path) -> None:
        """Note for the sweep, whichever process runs it, that reading this index failed."""
        try:
            (self.root / _SUSPECT).write_text(folder.name)
        except OSError as error:
            logger.warning("Reading the search index %s failed, and that could not be noted: %s", folder, error)

    def is_suspected(self, folder: Path) -> bool:
        """Whether a process noted that reading this index failed."""
        try:
            return (self.root / _SUSPECT).read_text() == folder.name
        except (OSError, ValueError):
            return False

    def trust(self) -> None:
        """Forget such a note."""
        (self.root / _SUSPECT).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
