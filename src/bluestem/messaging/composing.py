"""Makes the bytes of a mail: templates in the receiver's language, and the headers that every mail of ours has."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template import engines
from django.template.loader import render_to_string
from django.utils import timezone, translation
from jinja2 import Environment

from bluestem.accounts.api import User
from bluestem.kit.text import clean_line
from bluestem.messaging.kinds import MailTemplate
from bluestem.messaging.look import dressed

SUBJECT_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a template becomes: subject, text and HTML, and the headers that are its own."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


def write_letter(
    template: MailTemplate, context: Mapping[str, Any], *, person: User | None, language: str, stop: str = ""
) -> Letter:
    """Render a mail in a language (BCP 47), its times in the person's zone.

    Templates see the context, `person` (or None), `origin` (address of the site without a slash at the end), `subject`
    and `stop` (address that ends such mails; empty for those that nobody can refuse).
    """
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else {}
    with reading_as(person, language):
        subject = _subject(template, context)
        known = {**context, "person": person, "origin": settings.ORIGIN, "subject": subject, "stop": stop}
        return Letter(
            subject=subject,
            text=_without_gaps(_text_environment().get_template(f"{template.template}.txt").render(known)),
            html=dressed(render_to_string(f"{template.template}.html", {**known, "language": language})),
            headers=headers,
        )


def message_of(letter: Letter, *, to: str) -> EmailMultiAlternatives:
    """Give a letter as Django's message to one address, with text and HTML."""
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[to], headers=dict(letter.headers))
    message.attach_alternative(letter.html, "text/html")
    return message


def as_bytes(message: EmailMessage, *, key: str, now: datetime) -> bytes:
    """Give the message as RFC 5322 bytes with our headers.

    The subject loses its line ends. Raises django's BadHeaderError when another header, such as a name, has any.
    """
    message.subject = clean_line(str(message.subject), SUBJECT_LENGTH)
    message.extra_headers = {
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday replies
        **message.extra_headers,
        "Message-ID": message_id(key),
        "Date": format_datetime(now),
    }
    return message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own takes it


def message_id(key: str) -> str:
    """Give the Message-ID of the mail with this key: always the same, and nobody outside can guess it."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"mail:{key}".encode(), sha256).hexdigest()[:40]
    return f"<{digest}@{settings.MAIL_DOMAIN}>"


@contextmanager
def reading_as(person: User | None, language: str) -> Iterator[None]:
    """Write inside for this reader: their language, and times in their zone."""
    zone = ZoneInfo(person.time_zone) if person else timezone.get_default_timezone()
    with translation.override(language), timezone.override(zone):
        yield


def zone_name(moment: datetime) -> str:
    """Give the short name of the current zone at a moment: "CET", or its offset where it has no name."""
    name = timezone.localtime(moment).tzname() or ""
    return f"UTC{name}" if name.startswith(("+", "-")) else name


def _subject(template: MailTemplate, context: Mapping[str, Any]) -> str:
    words = str(template.subject)
    # Only named gaps are filled, and only with plain values: a title that holds a gap itself stays as it is.
    return clean_line(words % context if "%(" in words else words, SUBJECT_LENGTH)


@cache
def _text_environment() -> Environment:
    """The same environment, for text that is no markup."""
    engine: Any = engines["jinja2"]
    return engine.env.overlay(autoescape=False)


def _without_gaps(text: str) -> str:
    """Give the text without trailing spaces, and with at most one empty line in a row."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for place, line in enumerate(lines) if line or lines[place - 1]]
    return "\n".join(kept) + "\n"
