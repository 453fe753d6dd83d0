"""A search as it is saved: the record type it looks in, its words and filters, in one canonical form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from bluestem.catalogue.api import ListState, RecordType, SearchQuery, registry
from bluestem.following.errors import CannotFollow
from bluestem.kit.text import shorten

LONGEST = 2000  # characters of a query string; a search by hand has some dozens


@dataclass(frozen=True)
class SiteSearch:
    """The page that searches every record type, and its feed: names of addresses."""

    page: str
    feed: str


_site_search: list[SiteSearch] = []


def register_site_search(*, page: str, feed: str) -> None:
    """Say where all record types are searched: names of the page and of its feed (with an `extension`)."""
    _site_search[:] = [SiteSearch(page, feed)]


@dataclass(frozen=True, kw_only=True)
class SavedSearch:
    """kind: name of the record type, empty for all. query: canonical query string. language: as it was searched in."""

    kind: str
    query: str
    language: str

    @classmethod
    def of(cls, state: ListState, language: str) -> Self:
        """Give the search of a list, its fixed filters included, without page and order."""
        kind = state.types[0].name if len(state.types) == 1 else ""
        fixed: dict[str, tuple[str, ...]] = {name: (value,) for name, value in state.fixed.items()}
        if 1 < len(state.types) < len(tuple(registry)) and "kind" not in state.filters:
            fixed["kind"] = tuple(record_type.name for record_type in state.types)
        whole = ListState(types=_types(kind), text=state.text, filters={**state.filters, **fixed})
        return cls(kind=kind, query=_canonical(whole), language=language)

    @classmethod
    def read(cls, kind: str, typed: QueryDict, language: str) -> Self:
        """Read a search from an address. Raises CannotFollow for an unknown kind or an endless search."""
        if kind and kind not in registry:
            raise CannotFollow(kind)
        wanted = typed.copy()
        for name in ("page", "sort"):
            wanted.pop(name, None)
        found = cls(kind=kind, query=_canonical(ListState.read(_types(kind), wanted)), language=language)
        if len(found.query) > LONGEST:
            raise CannotFollow(kind)
        return found

    @property
    def key(self) -> str:
        """The same for searches that find the same."""
        return blake2b(f"{self.kind}?{self.query}#{self.language}".encode(), digest_size=24).hexdigest()

    def state(self) -> ListState | None:
        """Give the list that this search is; None when the site has no such kind or filter any more.

        Leaving out a filter that is gone would find more than the person asked for.
        """
        if self.kind and self.kind not in registry:
            return None
        state = ListState.read(_types(self.kind), QueryDict(self.query))
        return state if _canonical(state) == self.query else None

    def as_query(self) -> SearchQuery | None:
        """Give what to ask the index; None as `state`."""
        state = self.state()
        return replace(state.search_query(), language=self.language) if state else None

    def address(self) -> str:
        """Give the path of the same search in the active language; empty where no page has it."""
        if self.kind:
            return reverse(f"catalogue:{self.kind}_list") + self._suffix if self.kind in registry else ""
        return reverse(_site_search[0].page) + self._suffix if _site_search else ""

    def feed(self) -> str:
        """Give the path of its RSS feed; empty where there is none."""
        if self.kind:
            name = f"catalogue:{self.kind}_feed"
            return reverse(name, kwargs={"extension": "rss"}) + self._suffix if self.kind in registry else ""
        if not _site_search:
            return ""
        return reverse(_site_search[0].feed, kwargs={"extension": "rss"}) + self._suffix

    def title(self) -> str:
        """Give a name for it in the active language: its words and filters, else the name of its list."""
        state = self.state()
        if state is None:
            return self.query
        labels = {facet.name: facet.labels for facet in state.facets}
        words = [f"“{state.text}”"] if state.text else []
        words += [labels[name](codes).get(code, code) for name, codes in state.filters.items() for code in codes]
        kind = str(registry[self.kind].label_plural) if self.kind else ""
        return shorten(", ".join([kind, *words] if kind else words), 200) or _("Everything")

    @property
    def _suffix(self) -> str:
        return f"?{self.query}" if self.query else ""


def _types(kind: str) -> tuple[RecordType, ...]:
    return (registry[kind],) if kind else tuple(registry)


def _canonical(state: ListState) -> str:
    """Give the query string in one order of names and values, so that the same search is the same text."""
    pairs = [("q", state.text)] if state.text else []
    pairs += [(name, value) for name in sorted(state.filters) for value in sorted(state.filters[name])]
    return urlencode(pairs)
