"""The search engine in this process: tantivy, with its index in a folder of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bluestem.catalogue.search.correcting import FEW, as_line, corrected, proposal
from bluestem.catalogue.search.folder import IndexFolder
from bluestem.catalogue.search.integrity import Inspector
from bluestem.catalogue.search.port import (
    TITLE,
    Changes,
    HitList,
    Progress,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
    Shape,
)
from bluestem.catalogue.search.progress import counted
from bluestem.catalogue.search.reader import Reader, Snapshot, translating
from bluestem.catalogue.search.searching import FacetCounter, Question
from bluestem.catalogue.search.text import chunks, clean, without_surrogates
from bluestem.catalogue.search.writer import ChangeWriter, NewIndex
from bluestem.kit.generation import Generation

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document


class TantivyEngine:
    """See `port.Engine`. Other processes see a change when the shared counter advances."""

    def __init__(self, root: Path, shape: Shape, generation: Generation) -> None:
        self._folder = IndexFolder(root)
        self._shape = shape
        self._reader = Reader(self._folder, shape, generation)
        self._writer = ChangeWriter(shape)
        self._facets = FacetCounter()
        self._inspector = Inspector()

    def search(self, query: SearchQuery) -> SearchResult:
        """Give one page of hits with counts; where nothing matches, those of the nearest words that records have."""
        question = self._question(query)
        with self._reading(question.snapshot):
            total, hits = question.page()
            correction = None
            better = corrected(question) if not total and question.parts else None
            if better:
                question, correction = better, as_line(better.chunks)
                total, hits = question.page()
            elif total <= FEW and question.parts and not query.filters:
                correction = proposal(question)
            return SearchResult(
                total=total,
                hits=hits,
                facets=self._facets.count(question),
                terms=tuple(dict.fromkeys(term for part in question.parts for term in part.terms)),
                correction=correction,
                corrected=better is not None,
            )

    def identify(self, query: SearchQuery) -> HitList:
        """Give every hit in order: the same records that `search` gives page by page."""
        question = self._question(replace(query, offset=0, limit=1))
        with self._reading(question.snapshot):
            total, _ = question.page()
            if not total and question.parts:
                question = corrected(question) or question
            return question.identify()

    def write(self, changes: Changes) -> None:
        """Bring the index up to date. This process finds the changes at once."""
        self._writer.write(self._reader.newest().index, changes)
        self._reader.newest()

    def rebuild(self, documents: Iterable[Document], *, total: int = 0, progress: Progress | None = None) -> None:
        """Make the whole index anew."""
        with self.rebuilding(size=total) as build:
            build.add(counted(documents, total=total, progress=progress))
            build.publish()
        self._reader.newest()

    @contextmanager
    def rebuilding(self, *, size: int = 0) -> Iterator[NewIndex]:
        """Begin a new index beside the current one; leaving without `publish` discards it."""
        self._writer.finish()
        build = NewIndex(self._folder, self._shape, size)
        try:
            yield build
        finally:
            build.close()

    def needs_rebuild(self) -> str:
        """Say why the index should be made anew, in a sentence; empty when it is sound. Cheap enough each second."""
        try:
            current = self._reader.current()
            suspected = self._folder.is_suspected(current.folder)
            fault = self._inspector.find_fault(current, thorough=suspected)
            if fault:
                return fault
            self._reader.newest()
        except SearchUnavailable as error:
            return str(error)
        if suspected:
            self._folder.trust()
        return ""

    def close(self) -> None:
        """Wait for work in the background."""
        self._writer.finish()

    @contextmanager
    def _reading(self, snapshot: Snapshot) -> Iterator[None]:
        """Have the sweep look closely at an index that could not be read."""
        try:
            with translating():
                yield
        except SearchUnavailable:
            self._folder.suspect(snapshot.current.folder)
            raise

    def _question(self, query: SearchQuery) -> Question:
        order = query.sort
        if order is not None and order.field not in (TITLE, *self._shape.numbers):
            raise ValueError(f"No record type declares the order {order.field!r}.")
        filters = {name: tuple(map(without_surrogates, values)) for name, values in query.filters.items() if values}
        query = replace(query, filters=filters, text=clean(query.text))
        return Question(self._reader.snapshot(), self._shape, query, chunks(query.text))
