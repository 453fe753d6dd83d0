"""What happens to programme sheets."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser

from bluestem.catalogue.api import save_record
from bluestem.kit.html import clean_html
from bluestem.programmes.models import Programme

RICH_TEXTS = ("description", "strategy_text", "impact", "impact_measured")


def save_programme(*, programme: Programme, actor: AbstractBaseUser, now: datetime) -> Programme:
    """Check and store a sheet with its indicators, reach, partners and other parts.

    Gives the programme. Raises PermissionDenied or ValidationError; then nothing has changed.
    """
    for name in RICH_TEXTS:
        setattr(programme, name, clean_html(getattr(programme, name)))
    for workstream in programme.workstreams.all():
        workstream.text = clean_html(workstream.text)
    for translation in programme.translations.all():
        translation.description = clean_html(translation.description)
    save_record(kind="programme", record=programme, actor=actor, now=now)
    return programme
