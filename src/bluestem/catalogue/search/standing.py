"""Searches that stand and wait for records: which of a few new records does each of them find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import tantivy

from bluestem.catalogue.search.matching import Matcher
from bluestem.catalogue.search.port import KIND, Hit, SearchQuery, Shape
from bluestem.catalogue.search.schema import KIND_CODE, PK, DocumentWriter, build_schema, register_analyzers
from bluestem.catalogue.search.text import chunks, clean

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document

HEAP = 15_000_000  # the least that tantivy takes


class NewRecords:
    """An index in memory of some records alone, asked by one search after the other.

    It finds those of its records that the same search would find in the whole index; nothing is corrected.
    """

    def __init__(self, documents: Sequence[Document], shape: Shape) -> None:
        self._kinds = shape.kinds
        self._count = len(documents)
        self._codes: dict[str, set[str]] = {KIND: {document.kind for document in documents}}
        for document in documents:
            for facet, codes in document.facets.items():
                self._codes.setdefault(facet, set()).update(codes)
        index = _index_of(documents, shape)
        self._searcher = index.searcher()
        self._matcher = Matcher(self._searcher, index.schema, shape)

    def may_match(self, query: SearchQuery) -> bool:
        """Whether some record carries a value of each filter; costs next to nothing, and spares most searches."""
        if query.kinds and self._codes[KIND].isdisjoint(query.kinds):
            return False
        return not any(self._codes.get(name, set()).isdisjoint(codes) for name, codes in query.filters.items() if codes)

    def hits(self, query: SearchQuery) -> tuple[Hit, ...]:
        """Give the records that a search finds, in no order; offset, limit and sort of the query do not count."""
        if not self._count or not self.may_match(query):
            return ()
        parts = self._matcher.parts(chunks(clean(query.text)), query.language)
        if query.text and not parts:
            return ()
        filters = {name: codes for name, codes in query.filters.items() if codes}
        asked = self._matcher.narrowed(self._matcher.sieve(parts), query.kinds, filters)
        found = self._searcher.search(asked, limit=self._count, count=False).hits
        addresses = [address for _score, address in found]
        pks = self._searcher.fast_field_values(PK, addresses)
        codes = self._searcher.fast_field_values(KIND_CODE, addresses)
        return tuple(Hit(self._kinds[code], pk) for code, pk in zip(codes, pks, strict=True))


def _index_of(documents: Sequence[Document], shape: Shape) -> tantivy.Index:
    index = tantivy.Index(build_schema(shape))
    register_analyzers(index)
    writer = index.writer(HEAP, 1)
    for _key, converted in DocumentWriter(shape).convert_all(documents):
        if converted is not None:
            writer.add_document(converted)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
