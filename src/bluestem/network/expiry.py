"""Which rows about memberships have had their time; privacy deletes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from bluestem.network.models import Invitation, MembershipRequest

MEMBERSHIPS = timedelta(days=730)
REQUESTS = timedelta(days=365)
INVITATIONS = timedelta(days=30)


def ended_long_ago(model: type[Model]) -> Callable[[datetime], QuerySet[Any]]:
    """Give the question which memberships of a table ended more than two years ago."""
    return lambda now: model._default_manager.filter(ended_at__lt=now - MEMBERSHIPS)  # noqa: SLF001


def decided_long_ago(now: datetime) -> QuerySet[Any]:
    """Give the requests that were answered more than a year ago."""
    return MembershipRequest.objects.filter(decided_at__lt=now - REQUESTS)


def invitations_long_ended(now: datetime) -> QuerySet[Any]:
    """Give the invitations that could last be accepted more than a month ago."""
    return Invitation.objects.filter(expires_at__lt=now - INVITATIONS)
