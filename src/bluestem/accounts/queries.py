"""What accounts can be asked."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from bluestem.accounts.models import Device, User


def devices_of(*, person: User) -> list[Device]:
    """Give the devices a person is signed in on, the latest first."""
    alive = Session.objects.values("session_key")
    return list(Device.objects.filter(person=person, session_key__in=alive).order_by("-signed_in_at", "-pk"))
