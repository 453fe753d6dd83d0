"""Mails of the outbox as their receivers' programs read them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from bluestem.messaging.api import Mail


def read(mail: Mail) -> EmailMessage:
    """Parse a mail with the standard library."""
    return message_from_bytes(bytes(mail.message), policy=policy.default)


def text_of(mail: Mail) -> str:
    return read(mail).get_body(("plain",)).get_content()


def html_of(mail: Mail) -> str:
    return read(mail).get_body(("html",)).get_content()
