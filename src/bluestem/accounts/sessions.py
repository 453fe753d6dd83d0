"""Where a person is signed in, and how that ends."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.http import int_to_base36

from bluestem.accounts.models import Device, SharedCount, User

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
)


def describe_browser(user_agent: str) -> str:
    """Give a few words for what a browser calls itself, such as `Firefox, Windows`; empty where nothing is known.

    No more is kept than a person needs to tell two of their devices apart.
    """
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}", user_agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, (browser, system)))


@transaction.atomic
def remember_device(*, person: User, session_key: str, user_agent: str, now: datetime) -> Device:
    """Keep that a person signed in with a browser."""
    return Device.objects.update_or_create(
        session_key=session_key,
        defaults={"person": person, "browser": describe_browser(user_agent), "signed_in_at": now},
    )[0]


@transaction.atomic
def end_sessions(*, person: User, keep: str | None = None) -> int:
    """Sign a person out on every device, except in the session `keep`. Gives how many sessions ended."""
    devices = Device.objects.filter(person=person).exclude(session_key=keep)
    ended, _rows = Session.objects.filter(session_key__in=devices.values("session_key")).delete()
    devices.delete()
    return ended


@transaction.atomic
def forget_sessions(*, person: User) -> int:
    """Delete every session that names a person, also those no device is known of. It reads all sessions there are."""
    ended = end_sessions(person=person)
    for session in Session.objects.iterator(500):
        if _names(session.get_decoded(), person):
            session.delete()
            ended += 1
    return ended


def _names(session: dict[str, Any], person: User) -> bool:
    """Whether a session is the person's: signed in, or waiting for the second step or for a confirmed address."""
    waiting = session.get("account_login") or {}
    whose = (session.get("_auth_user_id"), session.get("_account_authentication_methods_user"))
    if waiting.get("user_pk") == int_to_base36(person.pk):
        return True
    return str(person.pk) in whose or str(waiting.get("email")).lower() == person.email.lower()


@transaction.atomic
def end_device(*, person: User, device: int) -> bool:
    """Sign a person out on one of their devices; give whether it was theirs."""
    found = Device.objects.filter(person=person, pk=device).first()
    if found is None:
        return False
    Session.objects.filter(session_key=found.session_key).delete()
    found.delete()
    return True


def clear_expired(*, now: datetime) -> None:
    """Delete sessions and counts of attempts whose time is over, and devices that are signed in no longer."""
    Session.objects.filter(expire_date__lt=now).delete()
    SharedCount.objects.filter(expires__lt=now).delete()
    Device.objects.exclude(session_key__in=Session.objects.values("session_key")).filter(
        signed_in_at__lt=now - timedelta(minutes=5)
    ).delete()
