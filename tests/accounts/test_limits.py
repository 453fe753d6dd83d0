"""How often one may try, and that nobody can use that up for somebody else."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from bluestem.accounts.models import SharedCount
from bluestem.accounts.web.adapters import client_address
from tests.accounts.doing import ask_for_reset, is_signed_in, sign_in, sign_up, words_of
from tests.factories.people import make_person


def guess(client: Client, address: str, *, times: int, of: str) -> None:
    for _number in range(times):
        sign_in(client, address, "wrong password", REMOTE_ADDR=of)


def test_five_wrong_passwords_close_the_door_for_that_address(client, member):
    guess(client, member.email, times=5, of="203.0.113.7")

    answer = sign_in(client, member.email, REMOTE_ADDR="203.0.113.7")

    assert "Too many tries" in words_of(answer)
    assert not is_signed_in(client)


def test_the_account_stays_open_for_its_person_elsewhere(client, member):
    guess(Client(), member.email, times=9, of="203.0.113.7")

    sign_in(client, member.email, REMOTE_ADDR="198.51.100.4")

    assert is_signed_in(client)


def test_one_network_of_ipv6_counts_as_one(client, member):
    for last in range(5):
        guess(client, member.email, times=1, of=f"2001:db8:0:1::{last:x}")

    assert "Too many tries" in words_of(sign_in(client, member.email, REMOTE_ADDR="2001:db8:0:1::ff"))


def test_many_accounts_cannot_be_tried_from_one_place(client, db):
    for number in range(20):
        guess(client, f"person{number}@example.org", times=1, of="203.0.113.7")

    assert "Too many tries" in words_of(sign_in(client, "person21@example.org", "x", REMOTE_ADDR="203.0.113.7"))


def test_guessing_from_everywhere_is_limited_but_not_for_a_known_browser(client, member):
    sign_in(client, member.email, REMOTE_ADDR="198.51.100.4")
    client.post("/account/sign-out/")
    for number in range(100):
        guess(Client(), member.email, times=1, of=f"203.0.113.{number}")

    assert "Too many tries" in words_of(sign_in(Client(), member.email, REMOTE_ADDR="192.0.2.9"))
    sign_in(client, member.email, REMOTE_ADDR="192.0.2.10")
    assert is_signed_in(client)


def test_a_mark_of_another_account_is_worth_nothing(member, now):
    theirs, mine = Client(), Client()
    sign_in(theirs, make_person("Otto Other", now=now).email)
    mine.cookies["device"] = theirs.cookies["device"].value
    for number in range(100):
        guess(Client(), member.email, times=1, of=f"203.0.113.{number}")

    assert "Too many tries" in words_of(sign_in(mine, member.email, REMOTE_ADDR="192.0.2.9"))


def test_signing_in_rightly_counts_as_no_try(client, member):
    for _number in range(7):
        sign_in(client, member.email)
        assert is_signed_in(client)
        client.post("/account/sign-out/")


def test_mails_to_one_address_are_few_and_the_answer_stays(member, mailoutbox):
    answers = [ask_for_reset(Client(), member.email, REMOTE_ADDR=f"203.0.113.{n}") for n in range(6)]

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, "/account/reset/sent/")}
    assert len(mailoutbox) == 3


def test_making_accounts_is_limited_and_says_so(client, db, mailoutbox):
    for number in range(20):
        sign_up(client, f"new{number}@example.org")

    answer = sign_up(client, "new21@example.org")

    assert answer.status_code == 429
    assert "Wait a few minutes" in words_of(answer)


def test_counts_are_seen_by_every_process_and_name_nobody(client, member):
    guess(client, member.email, times=1, of="203.0.113.7")

    assert cache.__class__.__name__ == "ConnectionProxy"
    rows = list(SharedCount.objects.values_list("cache_key", flat=True))
    assert len(rows) >= 2
    assert [key for key in rows if "203.0.113" in key or "example" in key or len(key) != 64] == []


@pytest.mark.parametrize(
    ("proxies", "chain", "address"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7", "198.51.100.9"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_our_own_proxies_say(settings, proxies, chain, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    heads = {"X-Forwarded-For": chain} if chain else {}

    assert client_address(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=heads)) == address
