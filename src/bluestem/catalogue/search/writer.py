"""Writing to an index: small changes, and whole new indexes."""

from __future__ import annotations

import ctypes
import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import tantivy

from bluestem.catalogue.search.folder import IndexFolder
from bluestem.catalogue.search.port import Changes, IndexBusy, SearchUnavailable, Shape
from bluestem.catalogue.search.schema import (
    KEY,
    DocumentWriter,
    build_schema,
    fingerprint,
    register_analyzers,
)

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document

logger = logging.getLogger(__name__)

# Memory a writer may fill before it writes a piece of the index; 15 MB is the least tantivy takes.
SMALL_HEAP = 15_000_000
MEDIUM_HEAP = 50_000_000
LARGE_HEAP = 200_000_000
MOST_THREADS = 2
# Records from which two threads and much memory are worth it.
MANY = 20_000
PATIENCE = 1.0
_PAUSE = 0.01


class ChangeWriter:
    """Writes small changes to the current index of one process at a time.

    Merging of index pieces goes on in a thread after `write` returned; the next write waits for it.
    """

    def __init__(self, shape: Shape) -> None:
        self._documents = DocumentWriter(shape)
        self._merging: threading.Thread | None = None
        self._lock = threading.Lock()

    def write(self, index: tantivy.Index, changes: Changes) -> None:
        """Apply changes in one commit. Raises IndexBusy when another process keeps writing, SearchUnavailable when the
        disk refuses; the index is then as it was.
        """
        with self._lock:
            self.finish()
            prepared = self._documents.prepare(changes)
            writer = _open_writer(index)
            with _translating():
                _apply(writer, prepared)
                writer.commit()
            self._merging = threading.Thread(target=_merge, args=(writer,), name="search-merge")
            self._merging.start()

    def finish(self) -> None:
        """Wait until the pieces of the last write are merged."""
        if self._merging is not None:
            self._merging.join()
            self._merging = None


class NewIndex:
    """An index in the making, in a folder of its own."""

    def __init__(self, folder: IndexFolder, shape: Shape, size: int) -> None:
        self._folder = folder
        self._shape = shape
        self._documents = DocumentWriter(shape)
        with _translating():
            self.path = folder.create()
            self._index = tantivy.Index(build_schema(shape), str(self.path))
            self._index.config_reader("manual")  # nobody reads it here, so no thread needs to watch it
            register_analyzers(self._index)
            self._writer = self._index.writer(*_heap_and_threads(size))

    def add(self, documents: Iterable[Document]) -> int:
        """Add documents that this index does not hold yet; give how many could be."""
        added = 0
        for _, converted in self._documents.convert_all(documents):
            if converted is not None:
                self._add(converted)
                added += 1
        with _translating():
            self._writer.commit()
        return added

    def _add(self, converted: tantivy.Document) -> None:
        with _translating():
            self._writer.add_document(converted)

    def write(self, changes: Changes) -> None:
        """Replace and remove documents."""
        prepared = self._documents.prepare(changes)
        with _translating():
            _apply(self._writer, prepared)

    def publish(self) -> None:
        """Make this index the one that is searched."""
        with _translating():
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._folder.publish(self.path, fingerprint(self._shape))

    def close(self) -> None:
        """Remove what is not searched: the index before this one, or this one if it was not published."""
        self._writer = self._index = None
        self._folder.clear()
        _return_memory()


def _heap_and_threads(size: int) -> tuple[int, int]:
    """Give the memory and threads for a new index. With one thread, records that tie keep the order they came in."""
    if size < MANY:
        return MEDIUM_HEAP, 1
    return LARGE_HEAP, min(MOST_THREADS, os.cpu_count() or 1)


def _apply(writer: tantivy.IndexWriter, prepared: Iterable[tuple[str, tantivy.Document | None]]) -> None:
    for key, document in prepared:
        writer.delete_documents_by_term(KEY, key)
        if document is not None:
            writer.add_document(document)


def _open_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return index.writer(SMALL_HEAP, 1)
        except (ValueError, OSError) as error:
            if "LockBusy" not in str(error):
                raise SearchUnavailable(f"The search index cannot be written: {error}") from error
            if time.monotonic() > deadline:
                raise IndexBusy("Another process is writing to the search index.") from error
            time.sleep(_PAUSE)


def _merge(writer: tantivy.IndexWriter) -> None:
    try:
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        logger.warning("Pieces of the search index could not be merged: %s", error)
    del writer
    _return_memory()


def _return_memory() -> None:
    """Give memory that a writer's threads used back to the system, where the C library can (glibc).

    Each thread has a heap of its own there; without this a web process keeps some 100 MB after a few saves.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable(f"The search index cannot be written: {error}") from error
