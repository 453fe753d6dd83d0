"""Ending the mails of one kind for one person."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.messaging.choices import Frequency
from bluestem.messaging.kinds import NoticeKind, declared
from bluestem.messaging.services import choose_frequency
from bluestem.messaging.stopping import Stop

EVERY_KIND = "*"


def describe_kind(argument: str) -> str | None:
    """Give in words which mails end for `<person's uuid>/<kind>`, or `/*` for all; None when there are none."""
    found = _find(argument)
    if found is None:
        return None
    _person, kinds = found
    return _("Mails about: %(kinds)s") % {"kinds": ", ".join(str(kind.label) for kind in kinds)}


def stop_kind(argument: str, now: datetime) -> None:
    """Send this person no more mail of this kind. The notices still stand in their space."""
    if found := _find(argument):
        person, kinds = found
        for kind in kinds:
            choose_frequency(person=person, kind=kind.name, frequency=Frequency.NEVER, now=now)


def _find(argument: str) -> tuple[User, list[NoticeKind]] | None:
    identifier, _slash, name = argument.partition("/")
    person = User.objects.filter(uuid=uuid.UUID(identifier)).first()
    kinds = [kind for kind in declared.notice_kinds.values() if name in (kind.name, EVERY_KIND)]
    return (person, kinds) if person and kinds else None


KIND = Stop(name="kind", describe=describe_kind, stop=stop_kind)
