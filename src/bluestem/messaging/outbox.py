"""Writing to the outbox: one row for each address, in the transaction of whoever sends."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.kit.text import clean_line
from bluestem.messaging.composing import as_bytes, message_id
from bluestem.messaging.models import Mail


@transaction.atomic
def put(message: EmailMessage, *, key: str, recipient: str, category: str, person: User | None, now: datetime) -> Mail:
    """Keep a message for delivery to one address; give the row, or the one that has this key already."""
    mail, _written = Mail.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "recipient": recipient,
            "category": category,
            "subject": clean_line(str(message.subject), 300),
            "message_id": message_id(key),
            "message": as_bytes(message, key=key, now=now),
            "created_at": now,
            "due_at": now,
        },
    )
    return mail


def person_with(address: str) -> User | None:
    """Give whose account has this address."""
    return User.objects.filter(email__iexact=address).first()
