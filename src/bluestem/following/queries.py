"""What people follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord, State, registry
from bluestem.following.choices import Target
from bluestem.following.models import Follow
from bluestem.following.searches import SavedSearch


@dataclass(frozen=True)
class Followed:
    """A follow as its owner's page shows it.

    address: where it leads, empty when that is gone. feed: its RSS, or empty.
    """

    follow: Follow
    address: str
    feed: str


def follows_of(person: User) -> QuerySet[Follow]:
    """Give what a person follows, the newest first."""
    return Follow.objects.filter(person=person).order_by("-created_at", "-pk")


def shown(follows: Iterable[Follow]) -> list[Followed]:
    """Give follows with their addresses in the active language; one query for each kind of records among them."""
    follows = list(follows)
    records: dict[tuple[str, int], str] = {}
    for kind in {follow.kind for follow in follows if follow.target == Target.RECORD} & {t.name for t in registry}:
        pks = [follow.record_id for follow in follows if follow.target == Target.RECORD and follow.kind == kind]
        found = registry[kind].prepare(registry[kind].public().filter(pk__in=pks))
        records |= {(kind, record.pk): registry[kind].url(record) for record in found}
    return [_shown(follow, records) for follow in follows]


def search_of(follow: Follow) -> SavedSearch:
    """Give the search that somebody follows."""
    return SavedSearch(kind=follow.kind, query=follow.query, language=follow.language)


def public_records(_person: User, arguments: Sequence[str]) -> set[str]:
    """Give those of `kind:pk` that everyone may read now; one query for each kind."""
    return _in_state(arguments, public=True)


def withdrawn_records(_person: User, arguments: Sequence[str]) -> set[str]:
    """Give those of `kind:pk` whose page says that they were withdrawn or archived; one query for each kind."""
    return _in_state(arguments, public=False)


def _in_state(arguments: Sequence[str], *, public: bool) -> set[str]:
    asked: dict[str, list[int]] = {}
    for argument in arguments:
        kind, _colon, pk = argument.partition(":")
        if kind in registry and pk.isdigit():
            asked.setdefault(kind, []).append(int(pk))
    found = set()
    for kind, pks in asked.items():
        rows = registry[kind].public() if public else gone(kind)
        found |= {f"{kind}:{pk}" for pk in rows.filter(pk__in=pks).values_list("pk", flat=True)}
    return found


def gone(kind: str) -> QuerySet[Any]:
    """Give the records of a kind that were public and whose page now says that they no longer are."""
    records = registry[kind].model._default_manager.all()  # noqa: SLF001
    if not issubclass(records.model, PublicRecord):
        return records.none()  # it has no page that says so
    return records.filter(published_at__isnull=False).exclude(state__in=[State.DRAFT, State.PUBLISHED])


def _shown(follow: Follow, records: dict[tuple[str, int], str]) -> Followed:
    if follow.target == Target.RECORD:
        return Followed(follow, records.get((follow.kind, follow.record_id or 0), ""), "")
    search = search_of(follow)
    is_there = search.state() is not None
    return Followed(follow, search.address() if is_there else "", search.feed() if is_there else "")
