"""Reading programmes."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bluestem.programmes.models import Programme


def programme_page(slug: str) -> Programme | None:
    """Give a programme with everything its sheet shows, in any state, or None. Eleven queries, whatever its size."""
    return (
        Programme.objects.select_related("organisation")
        .prefetch_related(
            "translations",
            "indicators",
            "reach",
            "workstreams",
            "frames",
            "partners__organisation",
            "funders__organisation",
            "documents",
        )
        .filter(slug=slug)
        .first()
    )


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
