"""Sending mails and notices, and what people choose about them. Nothing here talks to a mail server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from bluestem.accounts.api import User
from bluestem.kit.text import clean_line, shorten
from bluestem.messaging.bounces import confirming_token, refused_at
from bluestem.messaging.choices import Frequency, MailState
from bluestem.messaging.composing import Letter, message_of, write_letter
from bluestem.messaging.kinds import MailTemplate, declared
from bluestem.messaging.models import Mail, Notice, NoticeChoice
from bluestem.messaging.outbox import person_with, put
from bluestem.messaging.queries import frequencies, frequency_of
from bluestem.messaging.rules import next_due
from bluestem.messaging.stopping import stop_address


@dataclass(frozen=True, kw_only=True)
class Source:
    """What notices come from, such as a search that the person follows.

    label and url (path): how a mail names it and where it leads. stop: target `name:argument` of the link that ends it.
    frequency: how often this source is mailed, where it is chosen for each source; None for the choice by kind.
    """

    label: str
    url: str
    stop: str = ""
    frequency: Frequency | None = None


@dataclass(frozen=True, kw_only=True)
class NewNotice:
    """One thing for one person. Fields as those of `notify`."""

    person: User
    kind: str
    key: str
    title: str
    url: str
    text: str = ""
    still_open: str = ""
    source: Source | None = None


def send(
    *,
    to: User | str,
    mail: str,
    context: Mapping[str, Any],
    key: str,
    now: datetime,
    language: str | None = None,
    stop: str = "",
) -> Mail | None:
    """Write a declared mail to the outbox, in the caller's transaction; the worker delivers it.

    Args: to is a person or an address. context fills the template and the gaps of the subject. key names the occasion:
    a second call with the same key does nothing. language is that of the receiver, else the site's. stop is the
    absolute address of a one-click unsubscription, for mails whose category is no kind of notices of a person.
    Gives the row of the outbox; None when the person wants no mail of this kind. Raises LookupError for a mail that no
    room declared, ValueError for a mail that could be refused but has no address to do so.
    """
    template = declared.mails[mail]
    person = to if isinstance(to, User) else person_with(to)
    if person and not template.is_transactional and not _wants(person, template.category):
        return None
    language = language or (person.language if person else settings.LANGUAGE_CODE)
    stop = _stop_of(template, person, stop)
    letter = write_letter(template, context, person=person, language=language, stop=stop)
    address = to.email if isinstance(to, User) else to
    message = message_of(letter, to=address)
    return put(message, key=key, recipient=address, category=template.category, person=person, now=now)


def preview(*, mail: str, context: Mapping[str, Any], language: str, stop: str = "") -> Letter:
    """Give a declared mail as `send` would write it, without sending it. Raises LookupError for an undeclared one."""
    return write_letter(declared.mails[mail], context, person=None, language=language, stop=stop)


def notify(
    *,
    person: User,
    kind: str,
    key: str,
    title: str,
    url: str,
    text: str,
    now: datetime,
    still_open: str = "",
    source: Source | None = None,
) -> Notice:
    """Tell a person something: in their space now, by mail as often as they chose for this kind.

    Args: kind is declared by `register_notice_kind`. key names the occasion for this person: the second time does
    nothing. title and text are in the person's language. url is a path on this site. still_open is `name:argument` of a
    question declared by `register_still_open`, asked whenever the notice is shown or sent.
    Gives the notice. Raises LookupError for an undeclared kind.
    """
    new = NewNotice(
        person=person, kind=kind, key=key, title=title, url=url, text=text, still_open=still_open, source=source
    )
    notify_many([new], now=now)
    return Notice.objects.get(person=person, key=key)


@transaction.atomic
def notify_many(news: Sequence[NewNotice], *, now: datetime) -> None:
    """Tell many people many things, as `notify` does each, with some statements for all. Raises LookupError."""
    chosen = frequencies({new.person for new in news}, {new.kind for new in news})
    rows = [_row(new, chosen, now) for new in news]
    Notice.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


@transaction.atomic
def choose_frequency(*, person: User, kind: str, frequency: Frequency, now: datetime) -> None:
    """Set how often a person gets mail of one kind; what waits follows the new choice.

    Raises LookupError for an undeclared kind.
    """
    declared.notice_kinds[kind]
    NoticeChoice.objects.update_or_create(person=person, kind=kind, defaults={"frequency": frequency})
    due = next_due(frequency, zone=person.time_zone, now=now)
    _untold(Notice.objects.filter(person=person, kind=kind)).update(due_at=due, mail=None)


@transaction.atomic
def choose_frequencies(*, person: User, frequencies: Mapping[str, Frequency], now: datetime) -> None:
    """Set several choices of a person, by kind, as `choose_frequency` does each: all of them or none."""
    for kind, frequency in frequencies.items():
        choose_frequency(person=person, kind=kind, frequency=frequency, now=now)


@transaction.atomic
def ask_for_confirmation(*, actor: User, now: datetime) -> Mail | None:
    """Ask a person by mail whether their refused address works again, at most once an hour.

    Gives the mail; None for an address that no server refused.
    """
    if refused_at(actor.email) is None:
        return None
    link = settings.ORIGIN + reverse("messaging:confirm", args=[confirming_token(actor)])
    key = f"confirm-address:{actor.pk}:{now:%Y-%m-%dT%H}"
    return send(to=actor, mail="messaging.confirm_address", context={"link": link}, key=key, now=now)


@transaction.atomic
def reschedule_source(*, stop: str, due_at: datetime | None) -> None:
    """Mail what waits from one source, named by its stop target, at another time; None for not at all."""
    _untold(Notice.objects.filter(stop=stop)).update(due_at=due_at, mail=None)


@transaction.atomic
def mark_read(*, actor: User, now: datetime, notice: Notice | None = None) -> int:
    """Mark one notice of the actor as read, or all of them; give how many were not read before."""
    mine = Notice.objects.filter(person=actor, read_at=None)
    return (mine.filter(pk=notice.pk) if notice else mine).update(read_at=now)


def _untold(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those that a mail shall tell of, but none has: it may be written already, as long as it has not left."""
    return notices.filter(Q(mail=None) | Q(mail__state=MailState.WAITING), due_at__isnull=False)


def _row(new: NewNotice, chosen: Mapping[tuple[int, str], Frequency], now: datetime) -> Notice:
    source = new.source or Source(label="", url="")
    by_kind = chosen[new.person.pk, new.kind]
    # Whoever wants no mail of this kind gets none, whatever a single source says.
    frequency = by_kind if by_kind == Frequency.NEVER else source.frequency or by_kind
    return Notice(
        person=new.person,
        kind=new.kind,
        key=new.key,
        title=clean_line(new.title, 300),
        text=shorten(clean_line(new.text, 2000), 400),
        url=new.url,
        source_label=clean_line(source.label, 300),
        source_url=source.url,
        stop=source.stop,
        still_open=new.still_open,
        created_at=now,
        due_at=next_due(frequency, zone=new.person.time_zone, now=now),
    )


def _wants(person: User, kind: str) -> bool:
    return person.is_active and (kind not in declared.notice_kinds or frequency_of(person, kind) != Frequency.NEVER)


def _stop_of(template: MailTemplate, person: User | None, given: str) -> str:
    if template.is_transactional or given:
        return "" if template.is_transactional else given
    if person is None or template.category not in declared.notice_kinds:
        raise ValueError(f"{template.name} may be refused by its reader; give the address that stops it.")
    return stop_address(f"kind:{person.uuid}/{template.category}")
