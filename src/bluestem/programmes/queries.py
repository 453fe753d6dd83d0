"""Reading programmes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from bluestem.catalogue.api import WORD_PLACE, CompiledBatch, CompiledQuery, attach_parts
from bluestem.network.api import Organisation
from bluestem.programmes.models import Funder, Partner, Programme

PARTS = ("translations", "indicators", "reach", "workstreams", "frames", "partners", "funders", "documents")


_by_slug = CompiledQuery(
    lambda slug: Programme.objects.select_related("organisation").filter(slug=slug), place=WORD_PLACE
)
_organisations = CompiledBatch(lambda keys: Organisation.objects.filter(pk__in=keys))


def programme_page(slug: str) -> Programme | None:
    """Give a programme with everything its sheet shows, in any state, or None. Ten queries, whatever its size."""
    programme = next(iter(_by_slug(slug)), None)
    if programme is not None:
        attach_parts(programme, PARTS)
        _attach_organisations([*programme.partners.all(), *programme.funders.all()])
    return programme


def _attach_organisations(parts: Sequence[Partner | Funder]) -> None:
    """Fetch the organisations of partners and funders together."""
    keys = dict.fromkeys(part.organisation_id for part in parts if part.organisation_id)
    found = {organisation.pk: organisation for organisation in _organisations(list(keys))}
    for part in parts:
        if part.organisation_id:
            part.organisation = found[part.organisation_id]


def programmes_of(*, organisation_id: int) -> QuerySet[Programme]:
    """Give the public programmes that an organisation runs, takes part in or pays for, newest first."""
    mine = (
        Q(organisation_id=organisation_id)
        | Q(partners__organisation_id=organisation_id)
        | Q(funders__organisation_id=organisation_id)
    )
    return Programme.objects.public().filter(mine).distinct().order_by("-year_start", "name")


def public_programmes(*, country: str, limit: int) -> QuerySet[Programme]:
    """Give the newest public programmes of a country with what drawings need."""
    return (
        Programme.objects.public()
        .filter(country=country)
        .prefetch_related("indicators", "reach")
        .order_by("-published_at")[:limit]
    )
