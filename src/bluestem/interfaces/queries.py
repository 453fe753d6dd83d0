"""Reading tokens and subscribers of a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from bluestem.accounts.api import User
from bluestem.interfaces.models import AccessToken, Webhook, WebhookDelivery

SHOWN = 50
ENDED_STAY = timedelta(days=90)


def tokens_of(person: User, now: datetime) -> list[AccessToken]:
    """Give the tokens of a person that still work, newest first."""
    return list(AccessToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now))


def long_ended(now: datetime) -> QuerySet[AccessToken]:
    """Give the tokens that stopped working three months ago or more."""
    before = now - ENDED_STAY
    return AccessToken.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before))


def webhooks_of(person: User) -> list[Webhook]:
    """Give the subscriptions of a person, newest first."""
    return list(Webhook.objects.filter(person=person))


def webhook_of(person: User, uuid: UUID) -> Webhook | None:
    """Give one subscription of a person, or None when it is somebody else's or not there."""
    return Webhook.objects.select_related("person").filter(person=person, uuid=uuid).first()


def deliveries_of(webhook: Webhook) -> list[WebhookDelivery]:
    """Give the newest messages of a subscription."""
    return list(webhook.deliveries.all()[:SHOWN])


def delivery_of(webhook: Webhook, uuid: UUID) -> WebhookDelivery | None:
    """Give one message of a subscription, or None."""
    found: QuerySet[WebhookDelivery] = webhook.deliveries.select_related("webhook__person")
    return found.filter(uuid=uuid).first()
