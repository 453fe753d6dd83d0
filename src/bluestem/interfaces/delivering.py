"""Delivers messages to subscribers: signed, under one id for all attempts, with growing pauses after failures.

A message is taken by moving the time it is due, in one statement, so that two workers never send it at once. Whoever
is killed while sending has not written down that it arrived: the message goes out again under the same id, by which
the receiver knows it. What a message says is public: which record, of which kind, and where it can be read.
"""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bluestem.catalogue.api import registry
from bluestem.interfaces.choices import NOTICE, Delivery
from bluestem.interfaces.models import Webhook, WebhookDelivery
from bluestem.interfaces.rest.representations import absolute
from bluestem.interfaces.signing import signed_headers
from bluestem.kit.outgoing import Outgoing, OutgoingFailed
from bluestem.messaging.api import notify

logger = logging.getLogger(__name__)

# Seconds that one call may take before it begins no further message, and that one message may take.
BUDGET = 3.0
PATIENCE = 5.0
HOLD = timedelta(minutes=2)
# The pauses between attempts; after the last the message is given up.
PAUSES = tuple(timedelta(seconds=s) for s in (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400))
# A subscriber that took nothing for so long is switched off.
LONG_FAILURE = timedelta(days=5)
KEPT = timedelta(days=30)
GONE = 410


def client() -> Outgoing:
    """Give the client for subscribers."""
    return Outgoing(user_agent=f"Bluestem-Webhooks/1.0 (+{settings.ORIGIN}/)", seconds=PATIENCE, most_bytes=65_536)


def deliver_due(outgoing: Outgoing | None = None) -> int:
    """Deliver what is due, for some seconds; give how many messages arrived. Called outside any transaction."""
    end, arrived = time.monotonic() + BUDGET, 0
    outgoing = outgoing or client()
    while time.monotonic() < end and (delivery := take(timezone.now())):
        arrived += deliver(delivery, outgoing, now=timezone.now())
    return arrived


def take(now: datetime) -> WebhookDelivery | None:
    """Take the message that is due longest, or give None when none is."""
    due = WebhookDelivery.objects.filter(state=Delivery.WAITING, due_at__lte=now).order_by("due_at", "pk")
    for delivery in due.select_related("webhook__person")[:10]:
        mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=Delivery.WAITING, due_at=delivery.due_at)
        if mine.update(due_at=now + HOLD, attempts=delivery.attempts + 1):
            delivery.attempts += 1
            return delivery
    return None


def deliver(delivery: WebhookDelivery, outgoing: Outgoing, *, now: datetime) -> bool:
    """Send a message that was taken, and write down what came of it; give whether it arrived."""
    body = body_of(delivery)
    headers = signed_headers(
        delivery.webhook.secret, message_id=f"msg_{delivery.uuid}", timestamp=int(now.timestamp()), body=body
    )
    headers["Content-Type"] = "application/json"
    try:
        status = outgoing.post(delivery.webhook.url, body, headers=headers).status
    except OutgoingFailed as error:
        _failed(delivery, str(error), now)
        return False
    if 200 <= status < 300:
        _arrived(delivery, f"HTTP {status}", now)
        return True
    _failed(delivery, f"HTTP {status}", now, gone=status == GONE)
    return False


def body_of(delivery: WebhookDelivery) -> bytes:
    """Give what a message says: the same bytes at every attempt."""
    uuid = str(delivery.record_uuid)
    data = {"kind": delivery.kind, "uuid": uuid, "permanent": f"{settings.ORIGIN}/id/{delivery.kind}/{uuid}/"}
    if delivery.kind in registry:
        data["self"] = absolute("api_item", path=registry[delivery.kind].path, uuid=uuid)
    happened_at = delivery.happened_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    said = {"type": f"record.{delivery.event}", "timestamp": happened_at, "data": data}
    return json.dumps(said, separators=(",", ":")).encode()


def forget_old(now: datetime | None = None) -> int:
    """Forget messages that ended long ago. Gives how many."""
    before = (now or timezone.now()) - KEPT
    forgotten, _by_model = WebhookDelivery.objects.filter(ended_at__lt=before).delete()
    return forgotten


@transaction.atomic
def _arrived(delivery: WebhookDelivery, answer: str, now: datetime) -> None:
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state=Delivery.DELIVERED, ended_at=now, answer=answer)
    Webhook.objects.filter(pk=delivery.webhook_id, failing_since__isnull=False).update(failing_since=None)


@transaction.atomic
def _failed(delivery: WebhookDelivery, answer: str, now: datetime, *, gone: bool = False) -> None:
    """Write down a failure. The subscriber's other messages wait as long, so that a slow one holds up nobody."""
    hook = Webhook.objects.select_for_update().get(pk=delivery.webhook_id)
    since = hook.failing_since or now
    Webhook.objects.filter(pk=hook.pk).update(failing_since=since)
    pause = PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
    others = WebhookDelivery.objects.filter(webhook=hook, state=Delivery.WAITING)
    others.filter(due_at__lt=now + pause).update(due_at=now + pause)
    ended = {"state": Delivery.FAILED, "ended_at": now} if delivery.attempts > len(PAUSES) else {}
    WebhookDelivery.objects.filter(pk=delivery.pk).update(answer=answer[:200], due_at=now + pause, **ended)
    if gone or now - since >= LONG_FAILURE:
        _switch_off(hook, now)


def _switch_off(hook: Webhook, now: datetime) -> None:
    """Send a subscriber nothing more, and tell its owner."""
    Webhook.objects.filter(pk=hook.pk).update(is_active=False)
    waiting = WebhookDelivery.objects.filter(webhook=hook, state=Delivery.WAITING)
    waiting.update(state=Delivery.FAILED, ended_at=now)
    with override(hook.person.language):
        notify(
            person=hook.person,
            kind=NOTICE,
            key=f"{NOTICE}:{hook.uuid}:{now:%Y%m%dT%H%M%S}",
            title=_("Your webhook was switched off"),
            text=_("The address did not take our messages for a long time. Mend it, then switch the webhook on again."),
            url=reverse("interfaces:webhooks"),
            now=now,
        )
    logger.info("The webhook %s was switched off after a long failure", hook.uuid)
