"""The second step: an app for codes, recovery codes, and who must have one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from bluestem.accounts import second_factor
from bluestem.accounts.api import has_second_factor, register_second_factor_rule
from bluestem.accounts.second_factor import seal, unseal
from tests.accounts.doing import code_at, is_signed_in, say_password_again, set_up_app, sign_in, words_of
from tests.reading import read_page

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
STEP = "/account/sign-in/second-step/"
FACTOR = "/account/second-factor/"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def secret(clock, member) -> str:
    """The member has an app; its secret."""
    client = Client()
    client.force_login(member)
    found = set_up_app(client, NOON.timestamp())
    clock.shift(60)
    return found


def now_code(secret: str) -> str:
    return code_at(secret, datetime.now(UTC).timestamp())


@pytest.fixture
def rules(monkeypatch) -> list:
    """The rules of this test alone."""
    found: list = []
    monkeypatch.setattr(second_factor, "_rules", found)
    return found


def test_after_the_password_a_code_is_asked_for(client, member, secret):
    answer = sign_in(client, member.email)
    assert answer.headers["Location"] == STEP
    assert not is_signed_in(client)

    answer = client.post(STEP, {"code": now_code(secret)})

    assert answer.headers["Location"] == "/me/"
    assert is_signed_in(client)


@pytest.mark.parametrize("page", ["/me/", "/account/my-data/export/", FACTOR, "/account/addresses/", "/admin/"])
def test_nothing_but_the_second_step_answers_before_it(client, member, secret, page):
    sign_in(client, member.email)

    assert client.get(page).headers["Location"].startswith(("/account/sign-in/", "/account/again/"))


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "٠١٢٣٤٥", "1" * 300])
def test_a_wrong_code_does_not_sign_in(client, member, secret, code):
    sign_in(client, member.email)

    assert client.post(STEP, {"code": code}).status_code == 200
    assert not is_signed_in(client)


def test_a_code_works_once(client, member, secret):
    for browser, signed_in in ((client, True), (Client(), False)):
        sign_in(browser, member.email)
        browser.post(STEP, {"code": now_code(secret)})
        assert is_signed_in(browser) is signed_in


def test_an_old_code_does_not_work(client, member, secret, clock):
    old = now_code(secret)
    clock.shift(120)
    sign_in(client, member.email)

    client.post(STEP, {"code": old})

    assert not is_signed_in(client)


def test_codes_cannot_be_guessed_at_length(client, member, secret):
    sign_in(client, member.email)
    for number in range(5):
        client.post(STEP, {"code": f"{number:06}"})

    answer = client.post(STEP, {"code": now_code(secret)})

    assert "Too many tries" in words_of(answer)
    assert not is_signed_in(client)


def test_a_new_password_does_not_go_round_the_second_step(client, member, secret, mailoutbox):
    from tests.accounts.doing import ask_for_reset, link_in

    ask_for_reset(client, member.email)
    page = client.get(link_in(mailoutbox[-1]), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quite another passphrase"})

    assert not is_signed_in(client)
    assert sign_in(client, member.email, "quite another passphrase").headers["Location"] == STEP


def test_a_recovery_code_works_once(client, member, secret):
    helper = Client()
    sign_in(helper, member.email)
    helper.post(STEP, {"code": now_code(secret)})
    say_password_again(helper)
    shown = read_page(helper.get(f"{FACTOR}recovery-codes/")).find(id="codes").find_all("code")
    assert len(shown) == 10

    for browser, signed_in in ((client, True), (Client(), False)):
        sign_in(browser, member.email)
        browser.post(STEP, {"code": shown[0].text})
        assert is_signed_in(browser) is signed_in


def test_secrets_are_sealed_in_the_database(member, secret):
    kept = str(list(Authenticator.objects.filter(user=member).values_list("data", flat=True)))

    assert secret not in kept
    assert unseal(seal(secret)) == secret
    assert seal(secret) != seal(secret)


def test_setting_up_and_taking_away_ask_for_the_password_again(signed_in, member):
    for page in ("app/", "passkey/", "recovery-codes/new/"):
        assert signed_in.get(f"{FACTOR}{page}").headers["Location"].startswith("/account/again/")


def test_whoever_needs_a_second_factor_is_led_to_it_from_everywhere(signed_in, member, rules):
    register_second_factor_rule(lambda person: person.pk == member.pk)

    for page in ("/me/", "/", "/admin/", "/programmes/"):
        answer = signed_in.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, FACTOR), page
    assert "Your role needs a second factor." in words_of(signed_in.get(FACTOR))
    assert signed_in.get("/account/profile/").status_code == 200
    assert signed_in.post("/account/sign-out/").headers["Location"] == "/"


def test_with_a_second_factor_all_pages_open(clock, signed_in, member, rules):
    register_second_factor_rule(lambda person: True)
    set_up_app(signed_in, NOON.timestamp())

    assert has_second_factor(member)
    assert signed_in.get("/me/").status_code == 200


def test_the_last_factor_of_who_needs_one_stays(clock, signed_in, member, rules):
    set_up_app(signed_in, NOON.timestamp())
    register_second_factor_rule(lambda person: True)

    answer = signed_in.post(f"{FACTOR}app/remove/")

    assert "Your role needs a second factor." in words_of(answer)
    assert has_second_factor(member)


def test_who_needs_none_may_take_it_away(clock, signed_in, member):
    set_up_app(signed_in, NOON.timestamp())

    signed_in.post(f"{FACTOR}app/remove/")

    assert not Authenticator.objects.filter(user=member).exists()


def test_a_sample_network_says_it_and_holds_nobody_up(signed_in, rules, settings):
    settings.DEMO = True
    register_second_factor_rule(lambda person: True)

    assert signed_in.get("/me/").status_code == 200


def test_visitors_are_not_asked(client, db, rules):
    register_second_factor_rule(lambda person: True)

    assert client.get("/").status_code == 200
    assert dict(client.cookies) == {}


def test_a_rule_costs_nothing_where_the_factor_is_there(clock, signed_in, rules, count_queries):
    with count_queries() as before:
        signed_in.get("/account/profile/")
    set_up_app(signed_in, NOON.timestamp())
    register_second_factor_rule(lambda person: True)
    signed_in.get("/me/")

    with count_queries() as after:
        signed_in.get("/account/profile/")

    assert after.number == before.number
