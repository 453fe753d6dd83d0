"""Addresses that a server refused: how we hear of it, and how they are trusted again (RFC 3464)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.message import Message

from django.core import signing
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.kit.text import clean_line
from bluestem.messaging.choices import MailState
from bluestem.messaging.models import Bounce, Mail
from bluestem.messaging.outbox import person_with

SALT = "messaging.address"
LINK_HOLDS = 7 * 24 * 3600  # seconds
_PERMANENT = re.compile(r"^5\.\d{1,3}\.\d{1,3}$")
_MESSAGE_ID = re.compile(r"<[0-9a-f]{40}@[^>\s]+>")


class LinkTooOld(Exception):
    """The link was not made by us, or more than a week ago."""


def refused_at(address: str) -> datetime | None:
    """Give when a server last refused this address; None when it is not known to be bad."""
    return Bounce.objects.filter(recipient=address.lower()).values_list("at", flat=True).first()


def bounce(*, address: str, answer: str, now: datetime) -> Bounce:
    """Note that a server refused an address for good."""
    told = {"at": now, "answer": clean_line(answer, 300), "person": person_with(address)}
    refused, _new = Bounce.objects.update_or_create(recipient=address.lower(), defaults=told)
    return refused


def confirm_address(*, address: str) -> None:
    """Trust an address again: its owner opened a link that we sent there, or says so after signing in with it."""
    Bounce.objects.filter(recipient=address.lower()).delete()


def confirming_token(person: User) -> str:
    """Give the token of a link that confirms the address this person has now."""
    return signing.dumps([str(person.uuid), person.email.lower()], salt=SALT)


def confirm_by_token(token: str) -> None:
    """Trust the address that a token was made for. Raises LinkTooOld."""
    try:
        _person, address = signing.loads(token, salt=SALT, max_age=LINK_HOLDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkTooOld from None
    confirm_address(address=address)


def take_bounces(messages: Iterable[Message], *, now: datetime) -> int:
    """Read reports of servers about mails of ours; give how many addresses are new among the refused ones.

    A report counts if it names a Message-ID of the outbox, which only its receiver and its servers can know, and tells
    of a permanent failure. Everything else in the mailbox is left alone.
    """
    return sum(_take(message, now) for message in messages)


@transaction.atomic
def _take(message: Message, now: datetime) -> bool:
    status = _failure(message)
    mail = _mail_of(message) if status else None
    if mail is None or refused_at(mail.recipient) is not None:
        return False
    Mail.objects.filter(pk=mail.pk).update(state=MailState.REFUSED, answer=clean_line(status, 300))
    bounce(address=mail.recipient, answer=status, now=now)
    return True


def _failure(message: Message) -> str:
    """Give status and diagnosis of a delivery report about a permanent failure, else an empty text."""
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return ""
    for part in message.walk():
        action, status = str(part.get("Action", "")).strip().lower(), str(part.get("Status", "")).strip()
        if action == "failed" and _PERMANENT.match(status.split(" ")[0]):
            return f"{status} {part.get('Diagnostic-Code', '')}"
    return ""


def _mail_of(report: Message) -> Mail | None:
    """Find the mail that a report returns, whole or its headers alone."""
    for part in report.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            payload = part.get_payload()
            text = str(payload[0] if isinstance(payload, list) else payload)
            found = re.search(r"(?im)^message-id:\s*(<[^>\s]+>)", text)
            if found and _MESSAGE_ID.fullmatch(found[1]):
                return Mail.objects.filter(message_id=found[1]).first()
    return None
