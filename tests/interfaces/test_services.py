"""Access tokens: shown once, stored as a hash, ended at once. Subscribers: what may be asked for, and by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.interfaces.choices import Delivery, Event, Scope
from bluestem.interfaces.errors import NoSuchToken, ScopeMissing, TooMany
from bluestem.interfaces.models import AccessToken, Webhook, WebhookDelivery
from bluestem.interfaces.services import (
    MOST_TOKENS,
    MOST_WEBHOOKS,
    add_webhook,
    issue_token,
    redeliver,
    remove_webhook,
    revoke_token,
    switch_webhook,
    use_token,
)
from tests.conftest import NOW
from tests.factories.records import new_programme, store

WRITE, READ = Scope.WRITE_SUBMISSIONS, Scope.READ_SUBMISSIONS


def issue(person, **changes):
    told = {"name": "Website", "scopes": [WRITE], "days": 30, "actor": person, "now": NOW, "person": person}
    return issue_token(**{**told, **changes})


def test_a_key_works_for_its_person_and_scope_and_is_stored_nowhere(member):
    token, key = issue(member)

    used = use_token(key=key, scope=WRITE, now=NOW)
    assert (used.pk, used.person) == (token.pk, member)
    token.refresh_from_db()
    assert token.last_used_on == NOW.date()
    assert key not in str(AccessToken.objects.filter(pk=token.pk).values().get())
    assert key.startswith(token.beginning)
    assert len(key) > 45 > len(token.beginning)


@pytest.mark.parametrize("key", ["", "bluestem_", "x" * 100_000, "\x00", "\ud800", "' OR 1=1"])
def test_any_other_key_is_none(member, key):
    issue(member)

    with pytest.raises(NoSuchToken):
        use_token(key=key, scope=WRITE, now=NOW)


def test_a_token_is_good_for_its_scopes_alone(member):
    _token, key = issue(member, scopes=[READ])

    with pytest.raises(ScopeMissing) as refused:
        use_token(key=key, scope=WRITE, now=NOW)
    assert refused.value.scope == WRITE


@pytest.mark.parametrize("ended", ["expired", "revoked", "deactivated"])
def test_what_ended_works_no_more(member, ended):
    token, key = issue(member)
    later = NOW + timedelta(days=30) if ended == "expired" else NOW
    if ended == "revoked":
        revoke_token(token=token, actor=member, now=NOW)
    if ended == "deactivated":
        member.is_active = False
        member.save()

    with pytest.raises(NoSuchToken):
        use_token(key=key, scope=WRITE, now=later)


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["everything"]}, {"days": 0}, {"days": 367}, {"name": " \n"}, {"days": -1}]
)
def test_a_token_that_says_nothing_right_is_refused(member, wrong):
    with pytest.raises(ValidationError):
        issue(member, **wrong)
    assert not AccessToken.objects.filter(person=member).exists()


def test_nobody_makes_or_ends_tokens_of_others(member, administrator):
    token, key = issue(member)

    with pytest.raises(PermissionDenied):
        issue(member, actor=administrator)
    with pytest.raises(PermissionDenied):
        revoke_token(token=token, actor=administrator, now=NOW)
    assert use_token(key=key, scope=WRITE, now=NOW).pk == token.pk


def test_a_person_has_so_many_and_no_more_until_one_ends(member):
    tokens = [issue(member)[0] for _ in range(MOST_TOKENS)]
    with pytest.raises(TooMany):
        issue(member)

    revoke_token(token=tokens[0], actor=member, now=NOW)
    issue(member)
    assert AccessToken.objects.filter(person=member, revoked_at=None).count() == MOST_TOKENS


URL = "https://receiver.example/hook"


def add(person, **changes) -> Webhook:
    told = {"url": URL, "events": [Event.PUBLISHED], "kinds": [], "countries": [], "actor": person, "now": NOW}
    return add_webhook(**{"person": person, **told, **changes})


@pytest.fixture
def hook(member, journal) -> Webhook:
    return add(member)


@pytest.fixture
def delivery(hook, journal, editor, organisation) -> WebhookDelivery:
    store(new_programme(organisation), actor=editor, now=NOW)
    journal()
    return hook.deliveries.get()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://receiver.example/"},
        {"url": "https://user:word@receiver.example/"},
        {"url": "ftp://receiver.example/"},
        {"url": "https://"},
        {"events": []},
        {"events": ["deleted"]},
        {"kinds": ["mystery"]},
        {"countries": ["zz"]},
    ],
)
def test_wrong_wishes_are_refused(member, wrong):
    with pytest.raises(ValidationError):
        add(member, **wrong)
    assert not Webhook.objects.filter(person=member).exists()


def test_a_person_has_so_many_and_no_more(member):
    for _ in range(MOST_WEBHOOKS):
        add(member)

    with pytest.raises(TooMany):
        add(member)
    assert len(set(Webhook.objects.filter(person=member).values_list("secret", flat=True))) == MOST_WEBHOOKS


def test_nobody_touches_those_of_others(hook, delivery, administrator):
    refused = [
        lambda: add(hook.person, actor=administrator),
        lambda: remove_webhook(webhook=hook, actor=administrator),
        lambda: switch_webhook(webhook=hook, active=False, actor=administrator, now=NOW),
        lambda: redeliver(delivery=delivery, actor=administrator, now=NOW),
    ]
    for attempt in refused:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Webhook.objects.get().is_active


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({}, True),
        ({"kinds": ["programme"]}, True),
        ({"kinds": ["publication"]}, False),
        ({"countries": ["be", "fr"]}, True),
        ({"countries": ["is"]}, False),
        ({"events": [Event.WITHDRAWN]}, False),
    ],
)
def test_a_subscriber_hears_of_what_they_asked_for(member, stored, organisation, wish, told):
    hook = add(member, **wish)
    record = stored(new_programme(organisation, country="be"))

    assert [d.record_uuid for d in hook.deliveries.all()] == ([record.uuid] if told else [])


def test_what_waits_when_it_is_switched_off_is_not_sent_later(hook, delivery):
    switch_webhook(webhook=hook, active=False, actor=hook.person, now=NOW)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.FAILED
    switch_webhook(webhook=hook, active=True, actor=hook.person, now=NOW)

    delivery.refresh_from_db()
    hook.refresh_from_db()
    assert (delivery.state, hook.is_active) == (Delivery.FAILED, True)


def test_sending_again_keeps_the_id(hook, delivery):
    WebhookDelivery.objects.update(state=Delivery.FAILED, attempts=9, ended_at=NOW, answer="HTTP 500")
    later = NOW + timedelta(hours=1)
    redeliver(delivery=delivery, actor=hook.person, now=later)

    again = hook.deliveries.get()
    assert (again.uuid, again.state, again.attempts, again.due_at) == (delivery.uuid, Delivery.WAITING, 0, later)


def test_removing_forgets_its_messages(hook, delivery):
    remove_webhook(webhook=hook, actor=hook.person)

    assert not WebhookDelivery.objects.exists()
