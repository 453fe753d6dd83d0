"""Nobody learns from an answer whether an address has an account: words, status, cookies, work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import hashers
from django.http import HttpResponse
from django.test import Client

from bluestem.accounts.api import User, create_person
from tests.accounts.doing import ask_for_reset, sign_in, sign_up
from tests.factories.people import PASSWORD

UNKNOWN = "nobody@example.org"
CLOSED = "closed@example.org"


class CountingHasher(hashers.MD5PasswordHasher):
    """The quick hasher of the tests, which counts what it computes."""

    computed = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.computed += 1
        return super().encode(password, salt)


@pytest.fixture
def counting(settings) -> Iterator[type[CountingHasher]]:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.CountingHasher"]
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()
    CountingHasher.computed = 0
    yield CountingHasher
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()


@pytest.fixture
def closed(member, now) -> User:
    person = create_person(email=CLOSED, name="Gone", password=PASSWORD, now=now)
    User.objects.filter(pk=person.pk).update(is_active=False)
    return person


def everything_of(answer: HttpResponse, client: Client, address: str) -> tuple:
    """What somebody at the other end sees, without what differs each time."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(address, "ADDRESS")
    heads = {name: value for name, value in answer.headers.items() if name not in ("Content-Length", "Expires")}
    cookies = {name: (value["max-age"], value["path"]) for name, value in client.cookies.items()}
    return answer.status_code, heads, body, cookies


def wrong_sign_in(client: Client, address: str) -> HttpResponse:
    return sign_in(client, address, "wrong password")


@pytest.mark.parametrize("step", [sign_up, wrong_sign_in, ask_for_reset])
def test_known_unknown_and_closed_are_answered_alike(member, closed, mailoutbox, counting, step: Callable):
    seen = []
    for address in (member.email, UNKNOWN, CLOSED):
        client = Client()
        CountingHasher.computed = 0
        answer = everything_of(step(client, address), client, address)
        following = everything_of(client.get("/account/confirm/"), client, address)
        seen.append((answer, following, counting.computed))

    assert seen[0] == seen[1] == seen[2]
    assert seen[0][-1] == (0 if step is ask_for_reset else 1)


@pytest.mark.parametrize("step", [sign_up, ask_for_reset])
def test_each_gets_one_mail_about_what_was_tried(member, mailoutbox, step):
    for address in (member.email, UNKNOWN):
        step(Client(), address)

    assert [mail.to for mail in mailoutbox] == [[member.email], [UNKNOWN]]


def test_a_second_account_with_an_address_is_not_made(member, mailoutbox):
    before = list(User.objects.values_list("pk", "name", "password"))

    sign_up(Client(), member.email.upper(), name="Taker", password1="a passphrase of the taker")

    assert list(User.objects.values_list("pk", "name", "password")) == before
    assert mailoutbox[0].subject == "Bluestem: You have an account already"


def test_an_address_of_somebody_else_is_added_as_quietly(signed_in, member, editor, mailoutbox):
    from tests.accounts.doing import say_password_again

    say_password_again(signed_in)
    heads = [
        everything_of(signed_in.post("/account/addresses/", {"action_add": "1", "email": address}), signed_in, address)
        for address in (editor.email, UNKNOWN)
    ]

    assert heads[0] == heads[1]
    assert [mail.to for mail in mailoutbox] == [[editor.email], [UNKNOWN]]


def test_a_mail_server_that_is_down_changes_no_answer(member, settings):
    """Mails wait in the outbox, so there is nothing to fail: the backend of the product takes them both."""
    settings.EMAIL_BACKEND = "bluestem.messaging.backends.OutboxBackend"
    settings.MAIL_URL = "smtp://127.0.0.1:1"

    answers = [ask_for_reset(Client(), address) for address in (member.email, UNKNOWN)]

    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/account/reset/sent/")] * 2
