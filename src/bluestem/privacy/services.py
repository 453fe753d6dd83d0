"""Whoever looks at data of others leaves a line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from bluestem.privacy.models import Look


@transaction.atomic
def record_look(*, actor: Any, about: Any, what: str, now: datetime) -> Look:
    """Keep that `actor` looked at data about a person, or of many.

    Args: actor is a person, or None where the system itself acts; about is a person, or None for data of many;
        what says in a few words which data, such as `members of an organisation, export`; it must hold no data itself.
    """
    return Look.objects.create(actor=actor, about=about, what=what, at=now)
