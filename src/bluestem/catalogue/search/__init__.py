"""Search over every public record: one small interface (`port`), one engine behind it, highlighting beside it."""

from bluestem.catalogue.search.highlight import Marker
from bluestem.catalogue.search.installed import generation, get_engine
from bluestem.catalogue.search.port import (
    Changes,
    Hit,
    HitList,
    IndexBusy,
    Order,
    SearchQuery,
    SearchResult,
    SearchUnavailable,
    Term,
)

__all__ = [
    "Changes",
    "Hit",
    "HitList",
    "IndexBusy",
    "Marker",
    "Order",
    "SearchQuery",
    "SearchResult",
    "SearchUnavailable",
    "Term",
    "generation",
    "get_engine",
]
