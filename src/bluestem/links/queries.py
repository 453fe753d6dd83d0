"""Reading links: which are broken, and in whose records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bluestem.accounts.api import User
from bluestem.catalogue.api import RecordType, registry
from bluestem.links.choices import LinkState
from bluestem.links.finding import with_links
from bluestem.links.models import ExternalLink, LinkUse

MOST_OWN = 20


@dataclass(frozen=True)
class Place:
    """A record with a broken link: its kind, the record, its title and its page."""

    record_type: RecordType
    record: Any
    title: str
    url: str


@dataclass(frozen=True)
class BrokenLink:
    """A broken link and the records that have it."""

    link: ExternalLink
    places: tuple[Place, ...]


def broken_links() -> QuerySet[ExternalLink]:
    """Give the links that are broken, the newest trouble first."""
    return ExternalLink.objects.filter(state=LinkState.BROKEN).order_by("-failing_since", "url")


def with_places(links: Sequence[ExternalLink], among: Q | None = None) -> list[BrokenLink]:
    """Give links with the public records that have them. One query for each kind of record, and one.

    among: of which uses of links to speak; all without it.
    """
    uses = list(LinkUse.objects.filter(among or Q(), link__in=links).order_by("kind", "record_id"))
    found: dict[tuple[str, int], Place] = {}
    for kind in {use.kind for use in uses if use.kind in registry}:
        ids = [use.record_id for use in uses if use.kind == kind]
        for record in registry[kind].prepare(registry[kind].public().filter(pk__in=ids)):
            found[kind, record.pk] = _place(registry[kind], record)
    return [
        BrokenLink(
            link,
            tuple(
                found[use.kind, use.record_id]
                for use in uses
                if use.link_id == link.pk and (use.kind, use.record_id) in found
            ),
        )
        for link in links
    ]


def broken_links_of(person: User) -> list[BrokenLink]:
    """Give broken links in the records that a person looks after, some at most."""
    if not broken_links().exists():
        return []  # as on most days, and worth no further question
    mine = Q(pk__in=[])
    for record_type in with_links():
        if record_type.looked_after_by is not None:
            mine |= Q(kind=record_type.name, record_id__in=record_type.looked_after_by(person).values("pk"))
    links = LinkUse.objects.filter(mine).values("link")
    return with_places(list(broken_links().filter(pk__in=links)[:MOST_OWN]), mine)


def _place(record_type: RecordType, record: Any) -> Place:
    return Place(record_type, record, record_type.title(record), record_type.url(record))
