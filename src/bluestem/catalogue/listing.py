"""A list as its address describes it: words, filters, order and page, and the page that this gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.reading import attach_translations
from bluestem.catalogue.records import Facet, RecordType, Sort, registry
from bluestem.catalogue.search import Marker, Order, SearchQuery, SearchResult, get_engine
from bluestem.kit.text import clean_line, fold

PAGE_SIZE = 20
LONGEST_QUERY = 300
MOST_VALUES = 50

BEST_MATCH = Sort(name="match", label=_("Best match"), field="")


class NoSuchPage(LookupError):
    """The list has no page of that number."""


@dataclass(frozen=True, kw_only=True)
class ListState:
    """What an address asks for. Unknown names are ignored; unknown values simply match nothing.

    `fixed` are filters that the page itself sets, such as the country of a country page: they narrow the list but
    are neither offered nor repeated in addresses.
    """

    types: tuple[RecordType, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, types: Sequence[RecordType], query: QueryDict, **fixed: str) -> ListState:
        """Read the state from a query string. Raises NoSuchPage when the page is not a number from 1 on."""
        types = tuple(types)
        offered = [facet for facet in facets_of(types) if facet.name not in fixed]
        filters = {facet.name: _values(facet, query.getlist(facet.name)) for facet in offered}
        sort = query.get("sort", "")
        return cls(
            types=types,
            fixed=fixed,
            text=clean_line(query.get("q", ""), LONGEST_QUERY),
            filters={name: values for name, values in filters.items() if values},
            sort=sort if any(sort == s.name for s in sorts_of(types)) else "",
            page=_page(query.get("page", "1")),
        )

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(facet for facet in facets_of(self.types) if facet.name not in self.fixed)

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The orders that make sense: best match only where there are words to match."""
        return (BEST_MATCH, *sorts_of(self.types)) if self.text else sorts_of(self.types)

    @property
    def chosen_sort(self) -> Sort:
        return next((sort for sort in self.sorts if sort.name == self.sort), self.sorts[0])

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.filters)

    def parameters(self) -> list[tuple[str, str]]:
        """Give the state as name and value pairs, in one canonical order, without what is the default."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        pairs += [("sort", self.sort)] if self.sort else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    @property
    def query_string(self) -> str:
        return urlencode(self.parameters())

    @property
    def leaving(self) -> str:
        """The query string with which the whole list leaves, fixed filters included; empty for the list as it is."""
        pairs = [*self.fixed.items(), *replace(self, page=1).parameters()]
        return f"?{urlencode(pairs)}" if pairs else ""

    def address(self, **changes: Any) -> str:
        """Give the query string of this state with changes, beginning with `?` (alone when nothing is left)."""
        changed = replace(self, **({"page": 1} | changes))
        return f"?{changed.query_string}"

    def without(self, facet: str, value: str) -> ListState:
        """Give the state with one filter value taken away."""
        left = tuple(v for v in self.filters.get(facet, ()) if v != value)
        filters = {name: left if name == facet else values for name, values in self.filters.items()}
        return replace(self, filters={name: values for name, values in filters.items() if values}, page=1)

    def search_query(self, *, facets: Sequence[str] = (), limit: int = PAGE_SIZE) -> SearchQuery:
        sort = self.chosen_sort
        return SearchQuery(
            kinds=tuple(t.name for t in self.types),
            text=self.text,
            language=get_language() or "",
            filters={**self.filters, **{name: (value,) for name, value in self.fixed.items()}},
            sort=Order(field=sort.field, descending=sort.descending) if sort.field else None,
            offset=(self.page - 1) * PAGE_SIZE,
            limit=limit,
            facets=tuple(facets),
        )


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """One value of a facet as the page shows it; `address` adds it or takes it away."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class FacetView:
    """A facet with its values: chosen ones first, then by its order."""

    facet: Facet
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A page of a list, ready to be shown. `rows` are (record type, record) in order."""

    state: ListState
    total: int
    rows: tuple[tuple[RecordType, Any], ...]
    facets: tuple[FacetView, ...]
    marker: Marker
    correction: str | None
    corrected: bool

    @property
    def last_page(self) -> int:
        return max(1, ceil(self.total / PAGE_SIZE))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Label of each chosen filter value, and the address without it."""
        labels = {view.facet.name: view.facet for view in self.facets}
        return [
            (labels[name].labels([value])[value], self.state.without(name, value).address())
            for name, values in self.state.filters.items()
            for value in values
        ]


def list_page(state: ListState) -> ListPage:
    """Search and fetch one page of a list, with counted facets.

    Costs one query for each record type on the page plus those of its `prepare`, whatever the number of rows.
    Raises NoSuchPage past the last page, SearchUnavailable while the index is away.
    """
    result = get_engine().search(state.search_query(facets=[facet.name for facet in state.facets]))
    page = ListPage(
        state=state,
        total=result.total,
        rows=tuple(fetch(result)),
        facets=tuple(_facet_view(facet, state, result) for facet in state.facets),
        marker=Marker(result.terms),
        correction=result.correction,
        corrected=result.corrected,
    )
    if state.page > page.last_page:
        raise NoSuchPage(state.page)
    return page


def latest(name: str, *, limit: int, **fixed: str) -> ListPage:
    """Give the newest records of a type, narrowed by fixed filters, for panels. Same costs as a list page."""
    state = ListState(types=(registry[name],), fixed=fixed)
    result = get_engine().search(state.search_query(limit=limit))
    return ListPage(
        state=state,
        total=result.total,
        rows=tuple(fetch(result)),
        facets=(),
        marker=Marker(()),
        correction=None,
        corrected=False,
    )


def counts(names: Sequence[str], facet: str, **fixed: str) -> dict[str, int]:
    """Give how many records of these types carry each value of a facet; the facet `kind` counts the types."""
    filters = {name: (value,) for name, value in fixed.items()}
    query = SearchQuery(kinds=tuple(names), text="", filters=filters, sort=None, offset=0, limit=0, facets=(facet,))
    return dict(get_engine().search(query).facets[facet])


def fetch(result: SearchResult) -> list[tuple[RecordType, Any]]:
    """Give type and record for each hit, in order; a record that went away in between is left out."""
    by_kind: dict[str, list[int]] = {}
    for hit in result.hits:
        by_kind.setdefault(hit.kind, []).append(hit.pk)
    records = {kind: _in_bulk(registry[kind], pks) for kind, pks in by_kind.items() if kind in registry}
    return [(registry[h.kind], records[h.kind][h.pk]) for h in result.hits if h.pk in records.get(h.kind, {})]


def _in_bulk(record_type: RecordType, pks: list[int]) -> dict[int, Any]:
    records = record_type.fetch(pks)
    if record_type.has_translations:
        attach_translations(records)
    return {record.pk: record for record in records}


def facets_of(types: Sequence[RecordType]) -> tuple[Facet, ...]:
    """Give the facets of a list: all those of its type, or those that several types share, those aside left out."""
    deciding = [t for t in types if not t.is_aside] or list(types)
    shared = [facet for facet in deciding[0].facets if all(facet in t.facets for t in deciding)]
    return (kind_facet(types), *shared) if len(types) > 1 else tuple(shared)


def sorts_of(types: Sequence[RecordType]) -> tuple[Sort, ...]:
    return tuple(sort for sort in types[0].sorts if all(sort in t.sorts for t in types))


def kind_facet(types: Sequence[RecordType]) -> Facet:
    """The kind of record, as a facet of lists that hold several."""
    words = {t.name: t.label for t in types}
    return Facet(name="kind", label=_("Kind"), labels=lambda codes: {c: str(words.get(c, c)) for c in codes})


def _values(facet: Facet, typed: Sequence[str]) -> tuple[str, ...]:
    # Cut again: a letter may become two in lower case, and an address must lead back to the state it was made from.
    cleaned = (clean_line(facet.normalise(clean_line(value, 80)), 80) for value in typed[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _page(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10) or int(typed) < 1:
        raise NoSuchPage(typed)
    return int(typed)


def _facet_view(facet: Facet, state: ListState, result: SearchResult) -> FacetView:
    found = result.facets.get(facet.name, {})
    chosen = state.filters.get(facet.name, ())
    codes = [*chosen, *(code for code in found if code not in chosen)]
    labels = facet.labels(codes)
    values = [
        FacetValue(code=code, label=labels.get(code, code), count=found.get(code, 0), chosen=code in chosen)
        for code in codes
    ]
    return FacetView(facet=facet, values=tuple(sorted(values, key=_order_of(facet))))


def _order_of(facet: Facet) -> Any:
    if facet.order == "code":
        return lambda value: value.code
    if facet.order == "-code":
        return lambda value: [-ord(character) for character in value.code]
    return lambda value: (not value.chosen, -value.count, fold(value.label))
