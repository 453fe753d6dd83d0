"""Asking for the newsletter, confirming it by mail, ending it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from bluestem.accounts.api import User
from bluestem.messaging.api import send
from bluestem.newsletters.errors import TooMany, UnknownToken
from bluestem.newsletters.models import Issue, Subscription

SALT = "newsletters.confirm"
HOLDS = timedelta(days=7)
# Addresses that may ask within an hour before we think of misuse: more than any campaign of ours brings.
MOST_IN_AN_HOUR = 300


@transaction.atomic
def ask_for_newsletter(*, email: str, language: str, now: datetime) -> None:
    """Note that somebody gave this address, and write to it. Nothing is sent to it before it is confirmed.

    The answer is the same for addresses that are known and those that are not; each gets at most one such mail an hour.
    Raises ValidationError for what is no address, TooMany when very many ask at once.
    """
    known = Subscription.objects.select_for_update().filter(email__iexact=email).first()
    if known and known.confirmed_at:
        _say_known(known, now)
        return
    if Subscription.objects.filter(asked_at__gt=now - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TooMany
    subscription = known or Subscription(email=email)
    subscription.language, subscription.asked_at = language, now
    subscription.person = User.objects.filter(email__iexact=email).first()
    subscription.full_clean()
    subscription.save()
    _ask_to_confirm(subscription, now)


@transaction.atomic
def confirm_subscription(*, token: str, now: datetime) -> Subscription:
    """Begin sending to an address whose reader followed the link in our mail. Repeating it changes nothing.

    Raises UnknownToken.
    """
    subscription = find_subscription(token)
    if subscription.confirmed_at is None:
        subscription.confirmed_at = now
        subscription.save(update_fields=["confirmed_at"])
    return subscription


def find_subscription(token: str) -> Subscription:
    """Give the subscription that a link in a mail of ours confirms. Raises UnknownToken."""
    try:
        identifier = UUID(signing.loads(token, salt=SALT, max_age=HOLDS))
        return Subscription.objects.get(uuid=identifier)
    except (signing.BadSignature, Subscription.DoesNotExist, ValueError, TypeError):
        raise UnknownToken from None


@transaction.atomic
def end_subscription(*, identifier: UUID, issue: UUID | None = None) -> None:
    """Forget an address. `issue`: the newsletter whose link ended it, which counts that. May be repeated."""
    gone, _rows = Subscription.objects.filter(uuid=identifier).delete()
    if gone and issue:
        Issue.objects.filter(uuid=issue).update(leavers=F("leavers") + 1)


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete addresses that nobody confirmed within a week; give how many rows went."""
    return Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - HOLDS).delete()[0]


def describe_stop(argument: str) -> str | None:
    """Give what a link in a newsletter ends, or None when it has ended."""
    identifier, _issue = _identifiers(argument)
    return _("The newsletter") if Subscription.objects.filter(uuid=identifier).exists() else None


def stop(argument: str, now: datetime) -> None:
    """End the subscription that `<its uuid>/<uuid of the issue>` names."""
    identifier, issue = _identifiers(argument)
    end_subscription(identifier=identifier, issue=issue)


def _identifiers(argument: str) -> tuple[UUID, UUID | None]:
    identifier, _slash, issue = argument.partition("/")
    return UUID(identifier), UUID(issue) if issue else None


def _ask_to_confirm(subscription: Subscription, now: datetime) -> None:
    token = signing.dumps(str(subscription.uuid), salt=SALT)
    with override(subscription.language):
        link = settings.ORIGIN + reverse("newsletters:confirm", args=[token])
    send(
        to=subscription.email,
        mail="newsletters.confirm",
        context={"link": link},
        key=f"newsletter-confirm:{subscription.uuid}:{now:%Y%m%d%H}",
        now=now,
        language=subscription.language,
    )


def _say_known(subscription: Subscription, now: datetime) -> None:
    send(
        to=subscription.email,
        mail="newsletters.known",
        context={},
        key=f"newsletter-known:{subscription.uuid}:{now:%Y%m%d%H}",
        now=now,
        language=subscription.language,
    )
