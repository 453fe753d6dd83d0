"""Reading publications."""

from __future__ import annotations

from decimal import Decimal

from bluestem.catalogue.api import WORD_PLACE, CompiledQuery, attach_translations
from bluestem.library.models import Publication


def downloads_by_publication() -> dict[str, Decimal]:
    """Give uuid to downloads, for every publication that has any."""
    rows = Publication.objects.filter(downloads__gt=0).values_list("uuid", "downloads")
    return {str(uuid): Decimal(downloads) for uuid, downloads in rows}


def owners_of(publication: Publication) -> list[tuple[str, int]]:
    """Give kind and key of the records that a publication belongs to; whoever follows one of them hears of it."""
    owners = (("organisation", publication.organisation_id), ("programme", publication.programme_id))
    return [(kind, pk) for kind, pk in owners if pk is not None]


def publication_page(slug: str) -> Publication | None:
    """Give a publication with everything its page shows, in any state, or None. Three queries."""
    return next(iter(_by_slug(slug)), None)


_by_slug = CompiledQuery(
    lambda slug: (
        Publication.objects.select_related("organisation", "programme")
        .prefetch_related("translations", "programme__translations")
        .filter(slug=slug)
    ),
    place=WORD_PLACE,
)
_of_programme = CompiledQuery(
    lambda key: Publication.objects.public().filter(programme_id=key).order_by("-year", "-published_at")
)
_of_organisation = CompiledQuery(
    lambda key: Publication.objects.public().filter(organisation_id=key).order_by("-year", "-published_at")
)


def publications_of(*, programme_id: int) -> list[Publication]:
    """Give the public publications that belong to a programme, newest first. One or two queries."""
    return _readable(_of_programme(programme_id))


def publications_by(*, organisation_id: int) -> list[Publication]:
    """Give the public publications of an organisation, newest first. One or two queries."""
    return _readable(_of_organisation(organisation_id))


def _readable(publications: list[Publication]) -> list[Publication]:
    attach_translations(publications)
    return publications
