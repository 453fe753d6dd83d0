"""Subscribers of events: what may be asked for, by whom, and what happens to their messages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.interfaces.choices import Delivery, Event
from bluestem.interfaces.errors import TooMany
from bluestem.interfaces.models import Webhook, WebhookDelivery
from bluestem.interfaces.services.webhooks import (
    MOST_WEBHOOKS,
    add_webhook,
    redeliver,
    remove_webhook,
    switch_webhook,
)
from tests.conftest import NOW
from tests.factories.records import new_programme, store

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
