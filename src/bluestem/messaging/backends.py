"""Django's `send_mail` and every library that uses it write to the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from bluestem.messaging.kinds import TRANSACTIONAL
from bluestem.messaging.outbox import person_with, put


class OutboxBackend(BaseEmailBackend):
    """Keeps each message for the worker, one row for each address, in the caller's transaction.

    A header `X-Outbox-Key` makes sending again do nothing; it does not leave the house.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Give how many messages were kept. Raises django's BadHeaderError for line ends in a name or an address."""
        now = timezone.now()
        for message in email_messages:
            key = message.extra_headers.pop("X-Outbox-Key", "") or f"mail:{uuid.uuid4()}"
            for number, recipient in enumerate(message.recipients()):
                address = parseaddr(recipient)[1]
                put(
                    message,
                    key=f"{key}:{number}" if number else key,
                    recipient=address,
                    category=TRANSACTIONAL,
                    person=person_with(address),
                    now=now,
                )
        return len(email_messages)
