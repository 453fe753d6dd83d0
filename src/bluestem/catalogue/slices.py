"""Stretches of a list for those who read it piece by piece and to the last hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bluestem.catalogue.listing import ListState
from bluestem.catalogue.records import RecordType, registry
from bluestem.catalogue.search import SearchResult, get_engine
from bluestem.catalogue.search.port import HitList


def slice_of(state: ListState, *, offset: int, limit: int) -> SearchResult:
    """Give `limit` hits of a list from `offset` on, with the size of the whole. Raises SearchUnavailable."""
    return get_engine().search(replace(state.search_query(), offset=offset, limit=limit))


def all_hits(state: ListState) -> HitList:
    """Give every hit of a list in its order. Raises SearchUnavailable."""
    return get_engine().identify(state.search_query())


def fetch_whole(hits: Sequence[tuple[str, int]]) -> list[tuple[RecordType, Any]]:
    """Give type and record for each hit, in order, with everything that exports and structured data read.

    A record that went away in between is left out. Costs the queries of each type's `prepare_whole`.
    """
    by_kind: dict[str, list[int]] = {}
    for kind, pk in hits:
        by_kind.setdefault(kind, []).append(pk)
    found = {
        (kind, record.pk): record
        for kind, pks in by_kind.items()
        for record in registry[kind].whole(registry[kind].public().filter(pk__in=pks))
    }
    return [(registry[hit[0]], found[hit]) for hit in hits if hit in found]
