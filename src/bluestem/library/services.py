"""What happens to publications: saved, and downloaded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bluestem.accounts.api import User
from bluestem.catalogue.api import save_record
from bluestem.kit.html import clean_html
from bluestem.ledger.api import Thing, record
from bluestem.library.models import Publication


@transaction.atomic
def save_publication(
    *, publication: Publication, actor: User, now: datetime, reason: str = "", version: int | None = None
) -> Publication:
    """Check and store a publication with its translations. Raises PermissionDenied or ValidationError."""
    publication.abstract = clean_html(publication.abstract)
    for translation in publication.translations.all():
        translation.abstract = clean_html(translation.abstract)
    publication.downloads = _downloads_now(publication)
    save_record(kind="publication", record=publication, actor=actor, now=now, reason=reason, version=version)
    return publication


def _downloads_now(publication: Publication) -> int:
    """Whoever edits has a copy that is minutes old; downloads went on meanwhile and must not be lost."""
    counted = Publication.objects.select_for_update().filter(pk=publication.pk).values_list("downloads", flat=True)
    return counted.first() or 0


@transaction.atomic
def record_download(*, publication: Publication, actor: User | None, now: datetime) -> None:
    """Count one download of the publication's file, on the record and in the ledger, together or not at all."""
    Publication.objects.filter(pk=publication.pk).update(downloads=F("downloads") + 1)
    record(
        verb="library.downloaded",
        thing=Thing(kind="publication", id=str(publication.uuid), title=publication.title),
        now=now,
        recorded_by="library.record_download",
        actor=actor,
        programme_id=publication.programme_id,
        organisation_id=publication.organisation_id,
        country=publication.countries[0] if publication.countries else "",
    )
