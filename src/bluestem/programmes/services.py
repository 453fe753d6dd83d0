"""What happens to programme sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import add_records, save_record
from bluestem.kit.html import clean_html
from bluestem.kit.pictures import UnusablePicture, clean_picture
from bluestem.programmes.evidence import evidence_of
from bluestem.programmes.models import Indicator, Programme, ProgrammePart, Reach

LOGO_SIDE = 480
RICH_TEXTS = ("description", "strategy_text", "impact", "impact_measured")


def save_programme(
    *, programme: Programme, actor: User, now: datetime, reason: str = "", version: int | None = None
) -> Programme:
    """Check and store a sheet with its indicators, reach and other parts. reason, version: as for `save_record`.

    Gives the programme. Raises PermissionDenied, ValidationError or ChangedMeanwhile; then nothing has changed.
    """
    for name in RICH_TEXTS:
        setattr(programme, name, clean_html(getattr(programme, name)))
    for workstream in programme.workstreams.all():
        workstream.text = clean_html(workstream.text)
    for translation in programme.translations.all():
        translation.description = clean_html(translation.description)
    programme.evidence_level = programme.computed_evidence().level
    _clean_logo(programme)
    save_record(kind="programme", record=programme, actor=actor, now=now, reason=reason, version=version)
    return programme


def _clean_logo(programme: Programme) -> None:
    """Make an uploaded logo anew from its pixels; one that is stored already is left alone."""
    if not programme.logo or programme.logo._committed:  # type: ignore[attr-defined]  # noqa: SLF001 - Django has no public name for it
        return
    try:
        content = clean_picture(programme.logo.file, longest_side=LOGO_SIDE)
    except UnusablePicture:
        message = _("This is no picture that we can use. Choose a PNG, JPEG or WebP file of at most 5 MB.")
        raise ValidationError({"logo": message}) from None
    programme.logo.save(f"{programme.slug}.png", ContentFile(content), save=False)


@transaction.atomic
def add_programmes(
    *, programmes: Sequence[Programme], parts: Sequence[ProgrammePart], actor: User, now: datetime
) -> None:
    """Store many new sheets and their parts (each pointing to its programme) with few statements.

    For imports that checked their rows before. Raises PermissionDenied, or IntegrityError; then nothing has changed.
    """
    _grade(programmes, parts)
    add_records(kind="programme", records=programmes, actor=actor, now=now)
    by_model = sorted(parts, key=lambda part: type(part).__name__)
    for model, rows in groupby(by_model, key=_model_of):
        model._default_manager.bulk_create(list(rows), batch_size=500)  # noqa: SLF001


def _model_of(part: ProgrammePart) -> type[ProgrammePart]:
    return type(part)


def _grade(programmes: Sequence[Programme], parts: Sequence[ProgrammePart]) -> None:
    figures: dict[int, list[ProgrammePart]] = {id(programme): [] for programme in programmes}
    for part in parts:
        figures[id(part.programme)].append(part)
    for programme in programmes:
        own = figures[id(programme)]
        programme.evidence_level = evidence_of(
            indicators=[part for part in own if isinstance(part, Indicator)],
            has_counted_reach=any(isinstance(part, Reach) and part.actual is not None for part in own),
        ).level
