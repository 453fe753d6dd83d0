"""What happens to access tokens and to subscribers of events."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import registry
from bluestem.interfaces.choices import Delivery, Event, Scope
from bluestem.interfaces.errors import NoSuchToken, ScopeMissing, TooMany
from bluestem.interfaces.models import AccessToken, Webhook, WebhookDelivery
from bluestem.interfaces.signing import new_secret
from bluestem.kit.text import clean_line
from bluestem.vocabularies.api import COUNTRIES

# Lets scanners of public code find a key that was published by mistake.
MARK = "bluestem_"
MOST_TOKENS = 20
LONGEST_DAYS = 366
MOST_WEBHOOKS = 10


@transaction.atomic
def issue_token(
    *, person: User, name: str, scopes: Sequence[str], days: int, actor: User, now: datetime
) -> tuple[AccessToken, str]:
    """Make a key for a person's programs.

    Gives the token as stored, and the key, which cannot be had again. Raises PermissionDenied unless the actor is the
    person, ValidationError for scopes, days or a name that are not right, TooMany.
    """
    _require_self(person, actor)
    name = clean_line(name, 80)
    if not name or not scopes or set(scopes) - set(Scope.values) or not 1 <= days <= LONGEST_DAYS:
        raise ValidationError(_("Give a name, at least one permission, and at most one year."))
    User.objects.select_for_update().get(pk=person.pk)  # two at once must not both be the last one
    if AccessToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
        raise TooMany(MOST_TOKENS)
    key = MARK + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        person=person,
        name=name,
        digest=digest_of(key),
        beginning=key[: len(MARK) + 3],
        scopes=sorted(set(scopes)),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, key


@transaction.atomic
def revoke_token(*, token: AccessToken, actor: User, now: datetime) -> None:
    """End a token at once and for ever. Raises PermissionDenied unless it is the actor's own."""
    _require_self(token.person, actor)
    AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)


def use_token(*, key: str, scope: Scope, now: datetime) -> AccessToken:
    """Find the token of a key and note the day of its use.

    Raises NoSuchToken, or ScopeMissing when the token is good but not for this.
    """
    token = AccessToken.objects.select_related("person").filter(digest=digest_of(key)).first()
    if token is None or token.revoked_at or token.expires_at <= now or not token.person.is_active:
        raise NoSuchToken
    if scope not in token.scopes:
        raise ScopeMissing(scope)
    if token.last_used_on != now.date():
        AccessToken.objects.filter(pk=token.pk).update(last_used_on=now.date())
    return token


def digest_of(key: str) -> str:
    """Give what is stored of a key. It has 256 bits of chance, so a plain hash cannot be searched through."""
    return sha256(key.encode(errors="replace")).hexdigest()


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
