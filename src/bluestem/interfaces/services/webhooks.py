"""Subscribers of events: added, changed, ended; messages asked for again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import registry
from bluestem.interfaces.choices import Delivery, Event
from bluestem.interfaces.errors import TooMany
from bluestem.interfaces.models import Webhook, WebhookDelivery
from bluestem.interfaces.signing import new_secret
from bluestem.vocabularies.api import COUNTRIES

MOST_WEBHOOKS = 10


@transaction.atomic
def add_webhook(
    *,
    person: User,
    url: str,
    events: Sequence[str],
    kinds: Sequence[str],
    countries: Sequence[str],
    actor: User,
    now: datetime,
) -> Webhook:
    """Subscribe an address to events from now on; kinds and countries are all when none is named.

    Gives the subscriber with its secret. Raises PermissionDenied unless the actor is the person, ValidationError for an
    address or choices that are not right, TooMany.
    """
    _require_self(person, actor)
    _check(url, events, kinds, countries)
    User.objects.select_for_update().get(pk=person.pk)  # two at once must not both be the last one
    if Webhook.objects.filter(person=person).count() >= MOST_WEBHOOKS:
        raise TooMany(MOST_WEBHOOKS)
    return Webhook.objects.create(
        person=person,
        url=url,
        secret=new_secret(),
        events=list(events),
        kinds=list(kinds),
        countries=list(countries),
        created_at=now,
    )


@transaction.atomic
def remove_webhook(*, webhook: Webhook, actor: User) -> None:
    """End a subscription and forget its messages. Raises PermissionDenied unless it is the actor's own."""
    _require_self(webhook.person, actor)
    webhook.delete()


@transaction.atomic
def switch_webhook(*, webhook: Webhook, active: bool, actor: User, now: datetime) -> None:
    """Pause a subscription, or go on with it; what happened meanwhile is not sent. Raises PermissionDenied."""
    _require_self(webhook.person, actor)
    Webhook.objects.filter(pk=webhook.pk).update(is_active=active, failing_since=None)
    if not active:
        waiting = WebhookDelivery.objects.filter(webhook=webhook, state=Delivery.WAITING)
        waiting.update(state=Delivery.FAILED, ended_at=now, answer=_("Paused"))


@transaction.atomic
def redeliver(*, delivery: WebhookDelivery, actor: User, now: datetime) -> None:
    """Send a message once more, under the same id. Raises PermissionDenied unless it is the actor's own."""
    _require_self(delivery.webhook.person, actor)
    again = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state=Delivery.WAITING)
    again.update(state=Delivery.WAITING, attempts=0, due_at=now, ended_at=None, answer="")


def _check(url: str, events: Sequence[str], kinds: Sequence[str], countries: Sequence[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise ValidationError({"url": _("Give an address that begins with https://, without a name or password.")})
    known = set(events) <= set(Event.values) and all(kind in registry for kind in kinds)
    if not events or not known or set(countries) - set(COUNTRIES):
        raise ValidationError({"events": _("Choose at least one event, and kinds and countries from the lists.")})


def _require_self(person: User, actor: User) -> None:
    if person.pk != actor.pk:
        raise PermissionDenied(f"{actor} may not do this for {person}.")
