"""Nobody gets a newsletter who did not ask twice; one click ends it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from bluestem.messaging.api import Mail
from bluestem.newsletters import subscribing
from bluestem.newsletters.errors import TooMany, UnknownToken
from bluestem.newsletters.models import Subscription
from bluestem.newsletters.subscribing import (
    ask_for_newsletter,
    confirm_subscription,
    describe_stop,
    end_subscription,
    forget_unconfirmed,
    stop,
)
from tests.newsletters.test_services import read

ADDRESS = "ada@example.org"


def token_in(mail: Mail) -> str:
    return re.search(r"/newsletter/confirm/([^/]+)/", read(mail))[1]


def test_asking_sends_one_mail_and_confirming_counts(db, now):
    ask_for_newsletter(email=ADDRESS, language="fr", now=now)
    mail = Mail.objects.get()
    assert (mail.recipient, Subscription.objects.get().confirmed_at) == (ADDRESS, None)
    assert "/fr/newsletter/confirm/" in read(mail)

    confirm_subscription(token=token_in(mail), now=now)
    confirm_subscription(token=token_in(mail), now=now + timedelta(days=1))

    subscription = Subscription.objects.get()
    assert (subscription.email, subscription.language, subscription.confirmed_at) == (ADDRESS, "fr", now)


def test_asking_again_within_an_hour_sends_nothing_more(db, now):
    for _time in range(3):
        ask_for_newsletter(email=ADDRESS.upper(), language="en", now=now)

    assert (Mail.objects.count(), Subscription.objects.count()) == (1, 1)


def test_who_gets_it_already_is_told_by_mail_and_keeps_the_language(db, now, subscriber):
    subscriber(ADDRESS, language="nl")

    ask_for_newsletter(email=ADDRESS, language="fr", now=now)

    assert Subscription.objects.get().language == "nl"
    assert "/newsletter/confirm/" not in read(Mail.objects.get())


def test_an_address_of_an_account_belongs_to_its_person(member, now):
    ask_for_newsletter(email=member.email, language="en", now=now)

    assert Subscription.objects.get().person == member


def test_very_many_at_once_are_refused(db, now, monkeypatch):
    monkeypatch.setattr(subscribing, "MOST_IN_AN_HOUR", 2)
    for number in range(2):
        ask_for_newsletter(email=f"a{number}@example.org", language="en", now=now)

    with pytest.raises(TooMany):
        ask_for_newsletter(email=ADDRESS, language="en", now=now)

    assert (Subscription.objects.count(), Mail.objects.count()) == (2, 2)
    ask_for_newsletter(email=ADDRESS, language="en", now=now + timedelta(hours=2))
    assert Subscription.objects.count() == 3


@pytest.mark.parametrize("typed", ["", "nobody", "a@b@c.org", "x\r\nBcc: y@example.org"])
def test_what_is_no_address_changes_nothing(db, now, typed):
    with pytest.raises(ValidationError):
        ask_for_newsletter(email=typed, language="en", now=now)

    assert not Subscription.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.parametrize("token", ["", "nonsense", "ImEi:1abc:xyz", "\x00"])
def test_a_foreign_token_confirms_nothing(subscriber, now, token):
    subscriber(ADDRESS, confirmed=False)

    with pytest.raises(UnknownToken):
        confirm_subscription(token=token, now=now)

    assert Subscription.objects.get().confirmed_at is None


def test_ending_forgets_the_address_and_counts_once(issue, subscriber, now):
    mine, other = subscriber(ADDRESS), subscriber("other@example.org")
    argument = f"{mine.uuid}/{issue.uuid}"
    assert describe_stop(argument) == "The newsletter"

    stop(argument, now)
    stop(argument, now)

    assert list(Subscription.objects.all()) == [other]
    assert describe_stop(argument) is None
    issue.refresh_from_db()
    assert issue.leavers == 1


def test_ending_what_nobody_has_is_no_error(db):
    end_subscription(identifier=uuid4())

    assert not Subscription.objects.exists()


def test_unconfirmed_addresses_go_after_a_week(subscriber, now):
    subscriber(ADDRESS, confirmed=False)
    kept = subscriber("kept@example.org")

    assert forget_unconfirmed(now=now + timedelta(days=6)) == 0
    assert forget_unconfirmed(now=now + timedelta(days=8)) == 1

    assert list(Subscription.objects.all()) == [kept]
