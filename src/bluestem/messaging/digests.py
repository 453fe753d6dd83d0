"""Mails about notices: one for each person and time, of what they may open at that moment, and never an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bluestem.accounts.api import User
from bluestem.messaging.composing import Letter, as_bytes, message_of, reading_as, write_letter
from bluestem.messaging.kinds import MailTemplate, declared
from bluestem.messaging.models import Mail, Notice
from bluestem.messaging.outbox import put
from bluestem.messaging.queries import open_notices
from bluestem.messaging.stopping import stop_address

CATEGORY = "notices"
MOST_PEOPLE = 200  # in one call of the worker, which comes back soon
MOST_SHOWN = 50  # in one mail; the rest stands in the person's space
NOTICES = MailTemplate(
    name="messaging.notices",
    label=gettext_lazy("News of what you follow"),
    category=CATEGORY,
    subject="%(headline)s",
    template="messaging/mail/notices",
)


@dataclass(frozen=True)
class Group:
    """Notices of one source in a mail; `stop` is the address that ends this source alone, or empty."""

    label: str
    url: str
    stop: str
    notices: tuple[Notice, ...]


def write_due() -> int:
    """Write the mails whose time has come to the outbox; the worker's call. Gives how many were written."""
    now = timezone.now()
    waiting = Notice.objects.filter(due_at__lte=now, mail=None).order_by().values_list("person", flat=True).distinct()
    return sum(write_for(person, now=now) for person in User.objects.filter(pk__in=list(waiting[:MOST_PEOPLE])))


@transaction.atomic
def write_for(person: User, *, now: datetime) -> bool:
    """Write one mail about everything that is due for a person; give whether there was anything to tell."""
    due = list(Notice.objects.filter(person=person, due_at__lte=now, mail=None).order_by("pk"))
    found = open_notices(person, due) if person.is_active else []
    # What may not be opened now, is read already or would be told by nobody: it is not asked again.
    unread = [notice for notice in found if notice.read_at is None]
    Notice.objects.filter(pk__in=[n.pk for n in due if n not in unread]).update(due_at=None)
    if not unread:
        return False
    message = message_of(compose(person, unread), to=person.email)
    # Two workers at once would write the same key, and the second is undone.
    key = f"notices:{person.pk}:{unread[0].pk}"
    mail = put(message, key=key, recipient=person.email, category=CATEGORY, person=person, now=now)
    Notice.objects.filter(pk__in=[notice.pk for notice in unread]).update(mail=mail)
    return True


@transaction.atomic
def refresh(*, mail: Mail, now: datetime) -> bool:
    """Write a mail about notices anew with what its reader may open now, right before it leaves.

    Gives False when nothing is left to tell; mails of other kinds stay as they are.
    """
    if mail.category != CATEGORY:
        return True
    person = mail.person
    found = open_notices(person, mail.notices.order_by("pk")) if person else []
    if person is None or not found:
        return False
    message = message_of(compose(person, found), to=person.email)
    mail.recipient = person.email
    mail.message = as_bytes(message, key=mail.key, now=now)
    mail.subject = str(message.subject)
    mail.save(update_fields=["recipient", "message", "subject"])
    return True


def compose(person: User, notices: Sequence[Notice]) -> Letter:
    """Give the mail about these notices in the person's language."""
    shown = notices[:MOST_SHOWN]
    with reading_as(person, person.language):
        context = {"headline": _headline(notices), "groups": _groups(shown), "more": len(notices) - len(shown)}
    return write_letter(NOTICES, context, person=person, language=person.language, stop=_stop(person, notices))


def _headline(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].title
    sources = {notice.source_label for notice in notices}
    what = next(iter(sources)) if len(sources) == 1 else ""
    return f"{what or settings.NETWORK_NAME}: " + (
        ngettext("%(count)s notice", "%(count)s notices", len(notices)) % {"count": len(notices)}
    )


def _groups(notices: Sequence[Notice]) -> list[Group]:
    """Give the notices by source, sources in the order of their first notice."""
    place: dict[tuple[str, str, str], int] = {}
    for notice in notices:
        place.setdefault(_source(notice), len(place))
    ordered = sorted(notices, key=lambda notice: place[_source(notice)])
    return [
        Group(label or _other(list(place)), url, stop_address(stop) if stop else "", tuple(found))
        for (label, url, stop), found in groupby(ordered, key=_source)
    ]


def _source(notice: Notice) -> tuple[str, str, str]:
    return notice.source_label, notice.source_url, notice.stop


def _other(sources: Sequence[tuple[str, str, str]]) -> str:
    return _("Also") if len(sources) > 1 else ""


def _stop(person: User, notices: Sequence[Notice]) -> str:
    """Give what one click ends: the only source, else the only kind, else all notices by mail."""
    stops, kinds = {notice.stop for notice in notices}, {notice.kind for notice in notices}
    if len(stops) == 1 and (only := next(iter(stops))):
        return stop_address(only)
    kind = next(iter(kinds)) if len(kinds) == 1 and kinds <= declared.notice_kinds.keys() else "*"
    return stop_address(f"kind:{person.uuid}/{kind}")
