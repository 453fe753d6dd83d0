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


def describe_kind(argument: str) -> str | None:
    """Give in words which mails end for `<person's uuid>/<kind>`; None when person or kind are gone."""
    found = _find(argument)
    if found is None:
        return None
    return _("Mails of this kind: %(kind)s") % {"kind": found[1].label}


def stop_kind(argument: str, now: datetime) -> None:
    """Send this person no more mail of this kind. The notices still stand in their space."""
    if found := _find(argument):
        person, kind = found
        choose_frequency(person=person, kind=kind.name, frequency=Frequency.NEVER, now=now)


def _find(argument: str) -> tuple[User, NoticeKind] | None:
    identifier, _slash, name = argument.partition("/")
    person = User.objects.filter(uuid=uuid.UUID(identifier)).first()
    kind = declared.notice_kinds.get(name)
    return (person, kind) if person and kind else None


KIND = Stop(name="kind", describe=describe_kind, stop=stop_kind)
