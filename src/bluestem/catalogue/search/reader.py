"""The open index of this process: opened once, reloaded when the shared counter says that something changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import tantivy

from bluestem.catalogue.search.folder import Current, IndexFolder
from bluestem.catalogue.search.matching import Matcher
from bluestem.catalogue.search.port import SearchUnavailable, Shape
from bluestem.catalogue.search.schema import fingerprint, register_analyzers
from bluestem.catalogue.search.spelling import Speller
from bluestem.kit.generation import Generation

logger = logging.getLogger(__name__)

# A rebuild in another process may swap folders between reading the name and opening it.
ATTEMPTS = 3


@dataclass(frozen=True)
class Snapshot:
    """The index as it was at one commit; what was found in it stays so while it is used."""

    current: Current
    state: tuple[str, int, int]
    index: tantivy.Index
    searcher: tantivy.Searcher
    matcher: Matcher
    speller: Speller


class Reader:
    """Gives the newest snapshot. Costs a memory access while nothing changed."""

    def __init__(self, folder: IndexFolder, shape: Shape, generation: Generation) -> None:
        self._folder = folder
        self._shape = shape
        self._fingerprint = fingerprint(shape)
        self._generation = generation
        self._lock = threading.Lock()
        self._seen: int | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Give the index as it is now, or as it was last read while it cannot be read anew.

        Raises SearchUnavailable when this process has not read one yet and none is to be read.
        """
        found = self._snapshot
        if found is not None and self._seen == self._generation.current():
            return found
        with self._lock:
            number = self._generation.current()
            try:
                self._snapshot = self._reopened()
            except SearchUnavailable as error:
                if self._snapshot is None:
                    raise
                logger.warning("Searching goes on in the index as it was before. %s", error)
            self._seen = number
            return self._snapshot

    def newest(self) -> Snapshot:
        """Give the index as it is on disk now. Raises SearchUnavailable when it is missing, damaged or does not fit."""
        with self._lock:
            self._snapshot = self._reopened()
            return self._snapshot

    def current(self) -> Current:
        """Give where the index is. Raises SearchUnavailable when none is there or it has another shape."""
        current = self._folder.current()
        if current.fingerprint != self._fingerprint:
            raise SearchUnavailable("The search index was made for other record types.")
        return current

    def _reopened(self) -> Snapshot:
        for _ in range(ATTEMPTS - 1):
            with suppress(SearchUnavailable):
                return self._newest()
        return self._newest()

    def _newest(self) -> Snapshot:
        current = self.current()
        state = current.state()
        known = self._snapshot
        if known is not None and known.state == state:
            return known
        with translating():
            index = known.index if known is not None and known.current == current else _open(current)
            index.reload()
            searcher = index.searcher()
            matcher = Matcher(searcher, index.schema, self._shape)
            return Snapshot(current, state, index, searcher, matcher, Speller(searcher))


def _open(current: Current) -> tantivy.Index:
    index = tantivy.Index.open(str(current.folder))
    index.config_reader("manual")
    register_analyzers(index)
    return index


@contextmanager
def translating() -> Iterator[None]:
    """Turn whatever tantivy raises over an index that it cannot read into SearchUnavailable."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise SearchUnavailable(f"The search index cannot be read: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # tantivy's way to fail over impossible bytes
            raise
        raise SearchUnavailable(f"The search index is damaged: {error}") from error
