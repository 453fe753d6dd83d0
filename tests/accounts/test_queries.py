"""What accounts can be asked."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session

from bluestem.accounts.queries import devices_of
from bluestem.accounts.sessions import clear_expired, describe_browser, end_device, remember_device


def open_session(key: str, now) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=14))


def remember(person, key: str, now):
    open_session(key, now)
    return remember_device(person=person, session_key=key, user_agent="Firefox/140.0 Windows", now=now)


def test_devices_are_given_latest_first_and_only_those_signed_in(member, editor, now):
    first = remember(member, "first", now - timedelta(days=2))
    second = remember(member, "second", now - timedelta(days=1))
    remember(editor, "other", now)
    remember(member, "ended", now)
    Session.objects.filter(session_key="ended").delete()

    assert devices_of(person=member) == [second, first]


def test_a_browser_is_described_in_a_few_words():
    agents = {
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0": "Edge, Windows",
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36": "Chrome, Android",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605": "Safari, macOS",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0": "Firefox, Linux",
        "curl/8": "",
        "": "",
    }
    assert {agent: describe_browser(agent) for agent in agents} == agents


def test_a_device_ends_with_its_session(member, editor, now):
    device = remember(member, "mine", now)

    assert end_device(person=editor, device=device.pk) is False
    assert Session.objects.filter(session_key="mine").exists()
    assert end_device(person=member, device=device.pk) is True
    assert not Session.objects.filter(session_key="mine").exists()


def test_what_is_over_is_cleared(member, now):
    remember(member, "old", now - timedelta(days=15))
    kept = remember(member, "new", now)

    clear_expired(now=now)

    assert devices_of(person=member) == [kept]
    assert not Session.objects.filter(session_key="old").exists()
