"""Messages to subscribers: signed as the standard says, once at a time, with pauses, and given up in the end."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone

from bluestem.catalogue.api import State
from bluestem.interfaces.choices import Delivery, Event
from bluestem.interfaces.delivering import LONG_FAILURE, PAUSES, deliver, deliver_due, forget_old, take
from bluestem.interfaces.models import Webhook, WebhookDelivery
from bluestem.interfaces.signing import signature
from bluestem.kit.outgoing import Outgoing
from bluestem.messaging.api import Notice
from tests.conftest import NOW
from tests.factories.records import new_publication, store
from tests.interfaces.test_services import add


class Receiver:
    """A machine of a subscriber on this one: it keeps what it gets, and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    thread = Thread(target=receiver.server.serve_forever, args=(0.01,))
    thread.start()
    yield receiver
    receiver.server.shutdown()
    thread.join()
    receiver.server.server_close()


@pytest.fixture
def outgoing(receiver) -> Outgoing:
    """The client, allowed to call this machine."""
    return Outgoing(user_agent="test", allowed=("127.0.0.0/8",), ports=(receiver.server.server_port,), seconds=5)


@pytest.fixture
def hook(member, journal, receiver) -> Webhook:
    hook = add(member, events=list(Event.values))
    Webhook.objects.update(url=receiver.url)
    return hook


@pytest.fixture
def record(hook, journal, editor):
    record = store(new_publication(title="Zyxquasar"), actor=editor, now=NOW)
    journal(timezone.now())
    return record


def test_a_message_says_which_record_and_is_signed(hook, record, receiver, outgoing):
    assert deliver_due(outgoing) == 1

    ((headers, body),) = receiver.got
    said = json.loads(body)
    assert (said["type"], said["data"]["uuid"]) == ("record.published", str(record.uuid))
    assert said["data"]["self"] == f"http://testserver/api/v1/publications/{record.uuid}"
    secret = b64decode(Webhook.objects.get().secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    assert headers["webhook-signature"] == "v1," + b64encode(hmac.new(secret, signed, sha256).digest()).decode()
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.answer, delivery.attempts) == (Delivery.DELIVERED, "HTTP 204", 1)
    assert deliver_due(outgoing) == 0


def test_the_signature_is_that_of_the_standard():
    """The example of the standard's reference libraries."""
    found = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_event_is_told_in_order_and_no_message_holds_a_text(record, receiver, outgoing, stored):
    for state in (State.PUBLISHED, State.WITHDRAWN, State.PUBLISHED):
        record.state = state
        stored(record)
    while deliver_due(outgoing):
        pass

    told = [json.loads(body)["type"] for _headers, body in receiver.got]
    assert told == ["record.published", "record.changed", "record.withdrawn", "record.published"]
    assert not any(b"yxquasar" in body for _headers, body in receiver.got)


@pytest.mark.parametrize("status", [301, 400, 404, 500])
def test_what_is_not_taken_is_sent_again_later_under_the_same_id(hook, record, receiver, outgoing, status):
    receiver.status = status
    assert deliver_due(outgoing) == 0
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.answer, delivery.attempts) == (Delivery.WAITING, f"HTTP {status}", 1)
    assert delivery.due_at > timezone.now() + PAUSES[0] / 2
    assert deliver_due(outgoing) == 0
    assert len(receiver.got) == 1

    receiver.status = 200
    WebhookDelivery.objects.update(due_at=timezone.now())
    assert deliver_due(outgoing) == 1
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]
    assert receiver.got[0][1] == receiver.got[1][1]
    assert Webhook.objects.get().failing_since is None


def test_a_message_is_given_up_after_its_last_attempt(hook, record, receiver, outgoing):
    receiver.status = 500
    for _ in range(len(PAUSES) + 1):
        assert WebhookDelivery.objects.get().state == Delivery.WAITING
        WebhookDelivery.objects.update(due_at=timezone.now())
        deliver_due(outgoing)

    assert WebhookDelivery.objects.get().state == Delivery.FAILED
    assert len(receiver.got) == len(PAUSES) + 1


@pytest.mark.parametrize("reason", ["long", "gone"])
def test_a_subscriber_that_is_lost_is_switched_off_and_its_owner_told(hook, record, receiver, outgoing, reason):
    receiver.status = 410 if reason == "gone" else 500
    if reason == "long":
        Webhook.objects.update(failing_since=timezone.now() - LONG_FAILURE)
    deliver_due(outgoing)

    assert not Webhook.objects.get().is_active
    assert WebhookDelivery.objects.get().state == Delivery.FAILED
    notice = Notice.objects.get(person=hook.person)
    assert (notice.kind, notice.url) == ("interfaces.webhook_off", "/account/webhooks/")


def test_only_public_addresses_are_called(hook, record, receiver):
    """The client as it is: this machine is not the public internet."""
    Webhook.objects.update(url="https://127.0.0.1/hook")
    assert deliver_due() == 0

    assert receiver.got == []
    delivery = WebhookDelivery.objects.get()
    assert delivery.state == Delivery.WAITING
    assert delivery.answer


def test_a_message_is_taken_by_one_worker(hook, record):
    now = timezone.now()

    assert take(now) is not None
    assert take(now) is None


def test_whoever_dies_while_sending_has_it_sent_again_under_the_same_id(hook, record, receiver, outgoing):
    taken = take(timezone.now())
    receiver_before = outgoing.post(receiver.url, b"x")  # it went out; then the worker was killed
    assert receiver_before.status == 204
    WebhookDelivery.objects.update(due_at=timezone.now())
    assert deliver_due(outgoing) == 1

    assert receiver.got[-1][0]["webhook-id"] == f"msg_{taken.uuid}"
    assert deliver(taken, outgoing, now=timezone.now())
    assert receiver.got[-1][0]["webhook-id"] == f"msg_{taken.uuid}"


def test_old_messages_are_forgotten(hook, record, outgoing):
    deliver_due(outgoing)
    assert forget_old() == 0

    assert forget_old(timezone.now() + timedelta(days=31)) == 1
