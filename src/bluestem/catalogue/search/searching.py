"""Answers to queries against one snapshot: hits, whole hit sets and exact counts."""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import tantivy

from bluestem.catalogue.search.matching import Part
from bluestem.catalogue.search.port import TITLE, Hit, HitList, Order, SearchQuery, Shape
from bluestem.catalogue.search.reader import Snapshot
from bluestem.catalogue.search.schema import KIND_CODE, PK, facet_field, order_field
from bluestem.catalogue.search.text import Chunk

# tantivy refuses more than 65,000 buckets in one answer.
MOST_BUCKETS = 60_000
# Beyond it the size of the hit set is looked up first: an address may ask for page 1,000,000,000.
FAR = 1_000
# Hits of a whole hit set that are held as objects at a time, about 4 MB.
BATCH = 20_000
KEPT_COUNTS = 256

BY_TITLE = Order(field=TITLE, descending=False)

Counts = Mapping[str, Mapping[str, int]]
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A query as it is asked of one snapshot: its words cut and matched, possibly corrected."""

    snapshot: Snapshot
    shape: Shape
    query: SearchQuery
    chunks: tuple[Chunk, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return self.snapshot.matcher.parts(self.chunks, self.query.language)

    def sieve(self, filters: Filters) -> tantivy.Query:
        """Give the query for the hit set with these filters, in no order."""
        return self._narrowed(self.snapshot.matcher.sieve, filters)

    def reworded(self, chunks: tuple[Chunk, ...]) -> Question:
        """Give the same question with other words."""
        return replace(self, chunks=chunks)

    def count(self, query: tantivy.Query | None = None) -> int:
        """Give how many records of the asked kinds match a query, or the question without its filters."""
        matcher = self.snapshot.matcher
        narrowed = self.sieve({}) if query is None else matcher.narrowed(query, self.query.kinds, {})
        return self.snapshot.searcher.search(narrowed, limit=1).count

    def page(self) -> tuple[int, tuple[Hit, ...]]:
        """Give the size of the hit set, and the hits that were asked for."""
        filters, offset, limit = self.query.filters, self.query.offset, self.query.limit
        if not limit or offset > FAR:
            total = self.snapshot.searcher.search(self.sieve(filters), limit=1).count
            if not limit or offset >= total:
                return total, ()
        found = self._search(limit=limit, offset=offset, count=True)
        return found.count, self._hits(found)

    def identify(self) -> HitList:
        """Give the whole hit set in order."""
        codes, pks = array("H"), array("Q")
        size = BATCH
        while size == BATCH:
            found = self._search(limit=BATCH, offset=len(pks), count=False)
            addresses = [address for _, address in found.hits]
            pks.extend(self.snapshot.searcher.fast_field_values(PK, addresses))
            codes.extend(self.snapshot.searcher.fast_field_values(KIND_CODE, addresses))
            size = len(addresses)
        return HitList(self.shape.kinds, codes, pks)

    def facets(self, names: Sequence[str], filters: Filters) -> Counts:
        """Count the values of facets over the records that match words, kinds and these filters."""
        asked = {
            name: {"terms": {"field": facet_field(name), "size": MOST_BUCKETS // len(names)}}
            for name in names
            if self.snapshot.matcher.has_facet(name)
        }
        found = self.snapshot.searcher.aggregate(self.sieve(filters), asked) if asked else {}
        return {name: _counted(found[name]["buckets"]) if name in found else {} for name in names}

    def _narrowed(self, match: Callable[[Iterable[Part]], tantivy.Query], filters: Filters) -> tantivy.Query:
        if self.query.text and not self.parts:
            return tantivy.Query.empty_query()  # signs alone, such as "???"
        return self.snapshot.matcher.narrowed(match(self.parts), self.query.kinds, filters)

    def _search(self, *, limit: int, offset: int, count: bool) -> tantivy.SearchResult:
        search, matcher, filters = self.snapshot.searcher.search, self.snapshot.matcher, self.query.filters
        if self.query.sort is None and self.parts:
            return search(self._narrowed(matcher.ranked, filters), limit, count, offset=offset)
        order = self.query.sort or BY_TITLE
        direction = tantivy.Order.Desc if order.descending else tantivy.Order.Asc
        return search(self.sieve(filters), limit, count, order_field(order.field), offset, direction)

    def _hits(self, found: tantivy.SearchResult) -> tuple[Hit, ...]:
        addresses = [address for _, address in found.hits]
        pks = self.snapshot.searcher.fast_field_values(PK, addresses)
        codes = self.snapshot.searcher.fast_field_values(KIND_CODE, addresses)
        return tuple(Hit(self.shape.kinds[code], pk) for code, pk in zip(codes, pks, strict=True))


class FacetCounter:
    """Counts facets, and keeps the counts of recent hit sets until the index changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Counts] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, question: Question) -> Counts:
        """Count the facets asked for: those not filtered by in one pass, each of the others without its filter."""
        filters = {name: values for name, values in question.query.filters.items() if values}
        names = question.query.facets
        counts = dict(self._counted(question, tuple(name for name in names if name not in filters), filters))
        for name in names:
            if name in filters:
                others = {other: values for other, values in filters.items() if other != name}
                counts.update(self._counted(question, (name,), others))
        return MappingProxyType({name: counts[name] for name in names})

    def _counted(self, question: Question, names: tuple[str, ...], filters: Filters) -> Counts:
        if not names:
            return {}
        asked = tuple(sorted((name, tuple(sorted(set(values)))) for name, values in filters.items()))
        query = question.query
        key = (question.snapshot.state, question.chunks, query.language, query.kinds, asked, names)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        counts = question.facets(names, filters)
        with self._lock:
            self._kept[key] = counts
            while len(self._kept) > KEPT_COUNTS:
                self._kept.popitem(last=False)
        return counts


def _counted(buckets: list[dict[str, Any]]) -> Mapping[str, int]:
    return MappingProxyType({bucket["key"]: bucket["doc_count"] for bucket in buckets})
