"""What people chose, and the notices they may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from bluestem.accounts.api import User
from bluestem.messaging.choices import Frequency, MailState
from bluestem.messaging.kinds import declared
from bluestem.messaging.models import Mail, Notice, NoticeChoice


def frequency_of(person: User, kind: str) -> Frequency:
    """Give how often a person gets mail of a kind. Raises LookupError for an undeclared kind."""
    return frequencies([person], [kind])[person.pk, kind]


def frequencies(people: Collection[User], kinds: Collection[str]) -> dict[tuple[int, str], Frequency]:
    """Give the choice of each person (by key) for each kind, with one query. Raises LookupError."""
    chosen = {(person.pk, kind): declared.notice_kinds[kind].default for kind in kinds for person in people}
    rows = NoticeChoice.objects.filter(kind__in=kinds, person__in=[person.pk for person in people])
    found = {(row.person_id, row.kind): Frequency(row.frequency) for row in rows}
    return chosen | {key: frequency for key, frequency in found.items() if key in chosen}


def notices_of(person: User) -> QuerySet[Notice]:
    """Give all notices of a person, the newest first; ask `open_notices` before showing them."""
    return Notice.objects.filter(person=person).order_by("-created_at", "-pk")


def outbox_problem(now: datetime) -> str:
    """Give in a sentence what keeps mails from leaving; empty when nothing does."""
    late = Mail.objects.filter(state=MailState.WAITING, created_at__lt=now - timedelta(hours=1)).count()
    uncertain = Mail.objects.filter(state=MailState.UNCERTAIN).count()
    if late and not settings.MAIL_URL and not settings.DEMO:
        return f"{late} mails wait and no mail server is named; set BLUESTEM_MAIL_URL"
    if late and settings.MAIL_URL:
        last = Mail.objects.exclude(answer="").filter(state=MailState.WAITING).order_by("-due_at").first()
        return f"{late} mails wait for more than an hour; the server said: {last.answer if last else 'nothing'}"
    return f"{uncertain} mails were perhaps sent; look at `bluestem manage mails`" if uncertain else ""


def open_notices(person: User, notices: Iterable[Notice]) -> list[Notice]:
    """Give those notices whose things this person may open now, in the same order; each question is asked once."""
    notices = list(notices)
    asked: dict[str, list[str]] = {}
    for notice in notices:
        name, _colon, argument = notice.still_open.partition(":")
        if name:
            asked.setdefault(name, []).append(argument)
    # A question that no room answers any more, since the room was left out, counts as answered with no.
    allowed = {
        f"{name}:{argument}"
        for name, arguments in asked.items()
        if name in declared.still_open
        for argument in declared.still_open[name](person, arguments)
    }
    return [notice for notice in notices if not notice.still_open or notice.still_open in allowed]
