"""Signing in and out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bluestem.accounts.api import User, create_person
from tests.factories.people import PASSWORD
from tests.reading import Element, read_page

SIGN_IN = "/account/sign-in/"
SIGN_OUT = "/account/sign-out/"


def attempt(client: Client, *, email: str, password: str = PASSWORD, following: str = ""):
    return client.post(SIGN_IN, {"login": email, "password": password, "next": following})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def without_token(page: Element) -> str:
    """The words of a page and of its fields, leaving out the token that differs each time."""
    fields = [(e.tag, e.get("name"), e.get("value")) for e in page.find_all() if e.get("name") != "csrfmiddlewaretoken"]
    return f"{page.text} {fields}"


def test_address_and_password_sign_in(client, member):
    answer = attempt(client, email=member.email)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert is_signed_in(client)


def test_case_of_the_address_does_not_matter(client, member):
    attempt(client, email=member.email.upper())

    assert is_signed_in(client)


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), f"{PASSWORD} "])
def test_a_wrong_password_does_not_sign_in(client, member, password):
    answer = attempt(client, email=member.email, password=password)

    assert answer.status_code == 200
    assert not is_signed_in(client)


def test_the_answer_does_not_tell_whether_an_account_exists(member, now):
    create_person(email="gone@example.org", name="Gone", password=PASSWORD, now=now)
    User.objects.filter(email="gone@example.org").update(is_active=False)
    tries = [
        {"email": member.email, "password": "wrong password"},
        {"email": "nobody@example.org", "password": "wrong password"},
        {"email": "gone@example.org", "password": PASSWORD},
    ]

    pages = [
        without_token(read_page(attempt(Client(), **values))).replace(values["email"], "ADDRESS") for values in tries
    ]

    assert "We found no account with this mail address and password" in pages[0]
    assert pages[0] == pages[1] == pages[2]


def test_what_was_typed_stays_but_the_password_does_not(client, member):
    page = read_page(attempt(client, email=member.email, password="wrong password"))

    assert page.find("input", name="login")["value"] == member.email
    assert page.find("input", name="password").get("value") == ""
    assert page.find("title").text == "Error: Sign in | Bluestem"


def test_a_form_without_token_is_refused(member):
    strict = Client(enforce_csrf_checks=True)

    assert attempt(strict, email=member.email).status_code == 403
    assert not is_signed_in(strict)


@pytest.mark.parametrize("following", ["/programmes/?country=be", "/fr/me/"])
def test_signing_in_leads_back_to_where_one_was(client, member, following):
    assert attempt(client, email=member.email, following=following).headers["Location"] == following


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "http://evil.example",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " https://evil.example",
        "\thttps://evil.example",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "//testserver:80@evil.example",
        "/\t/evil.example",
        "\x00//evil.example",
        "ftp://testserver/",
    ],
)
def test_signing_in_never_leads_elsewhere(client, member, elsewhere):
    assert attempt(client, email=member.email, following=elsewhere).headers["Location"] == "/me/"
    # And somebody who is signed in already is not led there either.
    assert client.get(SIGN_IN, {"next": elsewhere}).headers["Location"] == "/me/"


def test_signing_out_takes_a_button_not_a_link(signed_in):
    assert signed_in.get(SIGN_OUT).status_code == 405
    assert is_signed_in(signed_in)

    answer = signed_in.post(SIGN_OUT)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert not is_signed_in(signed_in)


def test_the_page_is_in_the_language_of_its_address(client, db):
    for language, prefix in (("en", ""), ("fr", "/fr"), ("de", "/de"), ("nl", "/nl")):
        page = read_page(client.get(f"{prefix}{SIGN_IN}"))
        assert page.find("html")["lang"] == language


def test_fields_help_a_password_manager(client, db):
    page = read_page(client.get(SIGN_IN))

    assert page.find("input", name="login")["autocomplete"] == "username"
    assert page.find("input", name="password")["autocomplete"] == "current-password"
    assert page.find("input", name="login")["type"] == "email"


def test_reading_sets_no_cookie(client, db):
    client.get("/")
    client.get("/programmes/")
    client.get("/countries/be/")

    assert dict(client.cookies) == {}


def account_menu(client: Client) -> list[str]:
    menu = read_page(client.get("/")).find("nav", aria_label="Your menu")
    return [e.text for e in menu.find_all() if e.tag in ("a", "button")]


def test_the_menu_offers_the_administration_to_editors_only(signed_in, editing):
    assert "Administration" not in account_menu(signed_in)
    assert {"My space", "Settings", "Administration", "Sign out"} <= set(account_menu(editing))


def test_a_page_with_the_readers_name_is_kept_by_nobody_else(signed_in):
    answer = signed_in.get("/")

    assert "Mira" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_names_are_those_of_the_addresses():
    assert (reverse("accounts:sign_in"), reverse("accounts:sign_out")) == (SIGN_IN, SIGN_OUT)
