"""Delivers the outbox. No mail is sent twice, whatever is killed when.

A mail is WAITING until a worker takes it: SENDING, with its own token and a time until which it holds it. When the
server has agreed to take the text, and only then, the worker writes HANDED_OVER, if it still holds the mail; then the
text goes out, and the answer makes it SENT. So whoever finds a mail of a dead worker knows: SENDING has not left and
waits again; HANDED_OVER may have left, becomes UNCERTAIN, and is not sent again by itself. Somebody may decide to
(`resend`); it then has the same Message-ID, by which receivers can tell that it is the same.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from bluestem.messaging.bounces import bounce, refused_at
from bluestem.messaging.choices import MailState
from bluestem.messaging.digests import refresh
from bluestem.messaging.kinds import CONFIRMATION, TRANSACTIONAL
from bluestem.messaging.models import Mail
from bluestem.messaging.rules import may_be_written_to, wait_before_try
from bluestem.messaging.smtp import Delayed, Refused, Server, ServerLost, Session, Unknown

logger = logging.getLogger(__name__)

HOLD = timedelta(minutes=5)
# Seconds that one call may take before it begins no further mail: the worker has other work to do in between.
BUDGET = 5.0


def deliver_due() -> int:
    """Deliver what is due, for some seconds; give how many mails were sent. Without a mail server nothing happens."""
    recover(now=timezone.now())
    if not settings.MAIL_URL or not _next().exists():
        return 0
    session = Session(Server.read(settings.MAIL_URL))
    try:
        session.open()
    except ServerLost as error:
        logger.warning("The mail server cannot be reached; mails wait: %s", error)
        _postpone_next(str(error), now=timezone.now())
        return 0
    with session:
        return _deliver_until(time.monotonic() + BUDGET, session)


def _deliver_until(end: float, session: Session) -> int:
    sent, holder = 0, uuid.uuid4()
    try:
        while time.monotonic() < end and (mail := take(holder=holder, now=timezone.now())):
            sent += deliver(mail, session, now=timezone.now())
    except ServerLost as error:
        logger.warning("The mail server was lost; mails wait: %s", error)
    return sent


def recover(*, now: datetime) -> None:
    """Decide about the mails of workers that are gone."""
    orphans = Mail.objects.filter(held_until__lt=now)
    orphans.filter(state=MailState.SENDING).update(state=MailState.WAITING, holder=None, held_until=None)
    lost = orphans.filter(state=MailState.HANDED_OVER).update(
        state=MailState.UNCERTAIN, holder=None, held_until=None, done_at=now
    )
    if lost:
        logger.error("%s mails were being handed over when their worker ended; perhaps they were sent", lost)


def take(*, holder: uuid.UUID, now: datetime) -> Mail | None:
    """Take the next mail that is due, so that no other worker has it; None when there is none."""
    for pk in _next().order_by("due_at", "pk").values_list("pk", flat=True)[:20]:
        free = Mail.objects.filter(pk=pk, state=MailState.WAITING)
        if free.update(state=MailState.SENDING, holder=holder, held_until=now + HOLD):
            return Mail.objects.select_related("person").get(pk=pk)
    return None


def deliver(mail: Mail, session: Session, *, now: datetime) -> bool:
    """Hand a mail that was taken to the server; give whether it was sent. Raises ServerLost when the server is."""
    if reason := _reason_to_drop(mail, now):
        _settle(mail, MailState.DROPPED, reason, now)
        return False
    try:
        answer = session.hand_over(
            sender=settings.MAIL_SENDER,
            recipient=mail.recipient,
            message=bytes(mail.message),
            at_the_door=lambda: _hand_over(mail),
        )
    except Refused as refusal:
        _settle(mail, MailState.REFUSED, str(refusal), now)
        if refusal.is_bad_address:
            bounce(address=mail.recipient, answer=str(refusal), now=now)
        return False
    except Delayed as delay:
        _postpone(mail, str(delay), now)
        return False
    except Unknown as error:
        _settle(mail, MailState.UNCERTAIN, str(error), now)
        raise ServerLost(str(error)) from error
    except ServerLost as error:
        _postpone(mail, str(error), now)
        raise
    _settle(mail, MailState.SENT, answer, now)
    return True


def resend(*, mail: Mail, now: datetime) -> bool:
    """Send an uncertain, refused or given up mail again, by somebody's decision; give whether it waits again now."""
    again = Mail.objects.filter(pk=mail.pk, state__in=(MailState.UNCERTAIN, MailState.REFUSED, MailState.GIVEN_UP))
    return bool(again.update(state=MailState.WAITING, due_at=now, done_at=None, tries=0, answer=""))


def _next() -> QuerySet[Mail]:
    return Mail.objects.filter(state=MailState.WAITING, due_at__lte=timezone.now())


def _reason_to_drop(mail: Mail, now: datetime) -> str:
    transactional = mail.category in (TRANSACTIONAL, CONFIRMATION)
    if mail.category != CONFIRMATION and not may_be_written_to(
        refused_at=refused_at(mail.recipient), transactional=transactional, now=now
    ):
        return "A server refused this address, and nobody has confirmed it since."
    if mail.person and not mail.person.is_active and not transactional:
        return "The account is closed."
    return "" if refresh(mail=mail, now=now) else "Nothing is left to tell."


def _hand_over(mail: Mail) -> bool:
    held = Mail.objects.filter(pk=mail.pk, holder=mail.holder, state=MailState.SENDING)
    return bool(held.update(state=MailState.HANDED_OVER))


def _settle(mail: Mail, state: MailState, answer: str, now: datetime) -> None:
    """Write how it ended. The text of a sent mail goes: it may hold a link that lets its reader in."""
    text = {"message": b""} if state in (MailState.SENT, MailState.DROPPED) else {}
    Mail.objects.filter(pk=mail.pk, holder=mail.holder).update(
        state=state, answer=answer[:300], done_at=now, holder=None, held_until=None, **text
    )


def _postpone(mail: Mail, answer: str, now: datetime) -> None:
    wait = wait_before_try(mail.tries + 1)
    if wait is None:
        _settle(mail, MailState.GIVEN_UP, answer, now)
        return
    Mail.objects.filter(pk=mail.pk, holder=mail.holder).update(
        state=MailState.WAITING,
        tries=mail.tries + 1,
        due_at=now + wait,
        answer=answer[:300],
        holder=None,
        held_until=None,
    )


def _postpone_next(answer: str, *, now: datetime) -> None:
    """Without a connection the next mail counts one try, so that it is not the same that is tried each time."""
    if mail := take(holder=uuid.uuid4(), now=now):
        _postpone(mail, answer, now)
