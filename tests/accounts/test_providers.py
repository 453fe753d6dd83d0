"""Signing in with another organisation's account, against a provider that the tests run themselves."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from bluestem.accounts.api import User
from tests.accounts.doing import is_signed_in, say_password_again, sign_in, words_of
from tests.accounts.provider import CLIENT, SECRET, Provider, running_provider
from tests.factories.people import PASSWORD
from tests.reading import form_data, read_page

BEGIN = "/account/providers/school/"
BACK = "/account/providers/school/back/"
NEW = "nia.new@school.example"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with running_provider() as running:
        app = {
            "provider_id": "school",
            "name": "School account",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": running.address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield running


def go(client: Client, provider: Provider, *, process: str = "", following: str = "", **claims: object):
    """Go to the provider and come back with what it says; give the answer of our side."""
    query = {name: value for name, value in {"process": process, "next": following}.items() if value}
    away = client.get(BEGIN, query)
    assert away.status_code == 302, words_of(away)
    asked = parse_qs(urlsplit(away.headers["Location"]).query)
    provider.challenges["code"] = asked["code_challenge"][0]
    provider.claims = {"sub": "17", "name": "Nia New", "email": NEW, "email_verified": True, **claims}
    return client.get(BACK, {"code": "code", "state": asked["state"][0]})


def accept(client: Client, **changes: str):
    page = read_page(client.get("/account/providers/sign-up/"))
    form = {name: values[0] for name, values in form_data(page.find("main").find("form")).items()}
    return client.post("/account/providers/sign-up/", {**form, "notice": "on", **changes})


def test_the_way_there_is_guarded_by_state_and_proof(client, db, provider):
    location = urlsplit(client.get(BEGIN).headers["Location"])
    asked = parse_qs(location.query)

    assert f"{location.scheme}://{location.netloc}{location.path}" == f"{provider.address}/authorize"
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert SECRET not in location.query
    assert asked["state"]


def test_a_new_person_confirms_what_the_provider_says(client, db, provider, mailoutbox):
    assert go(client, provider).headers["Location"] == "/account/providers/sign-up/"
    assert not User.objects.filter(email=NEW).exists()

    accept(client)

    person = User.objects.get(email=NEW)
    assert (person.name, person.has_usable_password()) == ("Nia New", False)
    assert EmailAddress.objects.get(user=person).verified
    assert is_signed_in(client)


def test_an_address_that_the_provider_did_not_check_is_confirmed_by_mail(client, db, provider, mailoutbox):
    go(client, provider, email_verified=False)

    answer = accept(client)

    assert answer.headers["Location"] == "/account/confirm/"
    assert not is_signed_in(client)
    assert [mail.to for mail in mailoutbox] == [[NEW]]


def test_a_checked_address_cannot_be_exchanged_for_another(client, db, provider, mailoutbox):
    go(client, provider)

    accept(client, email="elsewhere@example.org")

    assert list(EmailAddress.objects.filter(user__email=NEW).values_list("email", flat=True)) == [NEW]
    assert not EmailAddress.objects.filter(email="elsewhere@example.org").exists()


def test_another_address_than_the_unchecked_one_is_confirmed_by_mail(client, db, provider, mailoutbox):
    go(client, provider, email_verified=False)

    accept(client, email="elsewhere@example.org")

    assert not is_signed_in(client)
    assert not EmailAddress.objects.filter(user__name="Nia New", verified=True).exists()


def test_whoever_came_before_is_signed_in(db, provider, mailoutbox):
    first = Client()
    go(first, provider)
    accept(first)

    again = Client()
    answer = go(again, provider, following="/programmes/")

    assert answer.headers["Location"] == "/programmes/"
    assert is_signed_in(again)


def test_an_account_with_the_checked_address_is_opened_and_connected(client, member, provider, mailoutbox):
    go(client, provider, email=member.email.upper())

    assert is_signed_in(client)
    assert SocialAccount.objects.get(uid="17").user == member
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@pytest.mark.parametrize("said", [False, None, "true", "false", 1, "1", []])
def test_no_account_is_opened_by_an_address_that_was_not_checked(client, member, provider, said):
    go(client, provider, email=member.email, email_verified=said)

    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_taking_the_address_of_somebody_in_the_form_opens_nothing(client, member, provider, mailoutbox):
    go(client, provider, email_verified=False)

    accept(client, email=member.email)

    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    assert mailoutbox[-1].subject == "Bluestem: You have an account already"


def test_an_account_with_an_unconfirmed_address_is_not_opened(client, db, provider, now, mailoutbox):
    squatter = User.objects.create(email=NEW, name="Squatter", joined_at=now)
    squatter.set_password(PASSWORD)
    squatter.save()
    EmailAddress.objects.create(user=squatter, email=NEW, verified=False, primary=True)

    go(client, provider)

    assert not SocialAccount.objects.filter(user=squatter).exists()
    assert not is_signed_in(client)


def test_a_closed_account_stays_closed(client, member, provider):
    User.objects.filter(pk=member.pk).update(is_active=False)

    go(client, provider, email=member.email)

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("name", "value"), [("audience", "another-client"), ("issuer", "https://evil.example"), ("broken", True)]
)
def test_an_answer_that_is_not_for_us_is_refused(client, member, provider, name, value):
    setattr(provider, name, value)

    answer = go(client, provider, email=member.email)

    assert answer.status_code == 401
    assert "did not let you in" in words_of(answer)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "query", [{}, {"code": "code"}, {"code": "code", "state": "made-up"}, {"error": "server_error"}]
)
def test_an_answer_nobody_asked_for_is_refused(client, member, provider, query):
    assert client.get(BACK, query).status_code == 401
    assert not is_signed_in(client)


def test_an_answer_works_once(client, member, provider):
    away = parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query)
    provider.challenges["code"] = away["code_challenge"][0]
    provider.claims = {"sub": "17", "email": NEW, "email_verified": True}
    client.get(BACK, {"code": "code", "state": away["state"][0]})

    assert client.get(BACK, {"code": "code", "state": away["state"][0]}).status_code == 401


def test_a_page_of_another_site_cannot_begin_it(client, db, provider):
    for site in ("cross-site", "same-site"):
        answer = client.get(BEGIN, headers={"Sec-Fetch-Site": site})
        assert answer.headers["Location"] == "/account/sign-in/"
    assert provider.asked == []


def test_an_unknown_provider_is_not_there(client, db, provider):
    assert client.get("/account/providers/unknown/").status_code == 404
    assert client.get("/account/providers/unknown/back/").status_code == 404


def test_a_second_factor_is_asked_for_after_a_provider_too(client, member, provider):
    from allauth.mfa.models import Authenticator

    from bluestem.accounts.second_factor import seal

    Authenticator.objects.create(user=member, type="totp", data={"secret": seal("A" * 32)})

    answer = go(client, provider, email=member.email)

    assert answer.headers["Location"] == "/account/sign-in/second-step/"
    assert not is_signed_in(client)


def test_a_person_connects_and_disconnects_a_sign_in(client, member, provider, mailoutbox):
    sign_in(client, member.email)
    assert "Connect School account" in words_of(client.get("/account/providers/"))
    go(client, provider, process="connect")
    say_password_again(client)
    go(client, provider, process="connect")
    account = SocialAccount.objects.get()
    assert account.user == member

    client.post("/account/providers/", {"account": account.pk})

    assert not SocialAccount.objects.exists()


def test_a_sign_in_of_another_person_is_not_connected(client, member, editor, provider):
    SocialAccount.objects.create(user=editor, provider="school", uid="17")
    sign_in(client, member.email)
    say_password_again(client)

    go(client, provider, process="connect")

    assert SocialAccount.objects.get().user == editor


def test_the_door_names_the_providers(client, db, provider):
    assert "Sign in with School account" in words_of(client.get("/account/sign-in/"))


def test_a_provider_that_does_not_answer_is_said_in_a_sentence(client, db):
    answer = client.get(BEGIN)  # nothing listens at the address in the settings of the tests

    assert answer.status_code == 401
    assert "did not let you in" in words_of(answer)
