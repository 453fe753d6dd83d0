"""Answers when something is not there or went wrong: in the reader's language, with a way on."""

from __future__ import annotations

import logging

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import gettext, override

from bluestem.portal.web.errors import server_error
from tests.reading import read_html, read_page

LANGUAGES = {"en": "", "fr": "/fr", "de": "/de", "nl": "/nl"}
TOO_MANY = "&".join(f"q={number}" for number in range(2_100))
BROKEN = {
    404: ("/nowhere/", "There is nothing at this address"),
    400: (f"/programmes/?{TOO_MANY}", "We could not read this request"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", BROKEN)
def test_an_error_is_told_in_the_language_of_the_address(client, db, language, status):
    address, heading = BROKEN[status]

    answer = client.get(LANGUAGES[language] + address)

    page = read_page(answer)
    with override(language):
        heading = gettext(heading)
    assert answer.status_code == status
    assert page.find("html")["lang"] == language
    assert page.find("h1").text == heading
    assert page.find("title").text == f"{heading} | Bluestem"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_page_leads_on(client, db, language):
    prefix = LANGUAGES[language]

    page = read_page(client.get(f"{prefix}/nowhere/"))

    assert page.find("main").find("form", role="search")["action"] == f"{prefix}/search/"
    links = [link["href"] for link in page.find("main").find_all("a") if link["href"].startswith("/")]
    assert {f"{prefix}/", f"{prefix}/countries/", f"{prefix}/programmes/"} <= set(links)
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize(
    "address",
    ["/xx/programmes/", "/en/programmes/", "/programmes", "/programmes/a/b/", "/%00", "/%ED%A0%80/", "/..%2f..%2fetc/"],
)
def test_addresses_that_nobody_has(client, db, address):
    answer = client.get(address)

    assert answer.status_code in (404, 301)
    assert answer.status_code == 404 or answer.headers["Location"] == f"{address}/"


def test_a_form_that_expired_is_explained(member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    answer = strict.post("/account/sign-out/")

    assert answer.status_code == 403
    assert "_auth_user_id" in strict.session


def test_a_failure_is_told_without_the_database_and_with_a_reference(caplog):
    request = RequestFactory().get("/programmes/")

    with caplog.at_level(logging.ERROR, logger="bluestem.portal.web.errors"):
        answer = server_error(request)

    page = read_html(answer.content.decode())
    reference = page.find("strong").text
    assert answer.status_code == 500
    assert page.find("h1").text == "Something went wrong on our side"
    assert caplog.messages == [f"Answered 500 for /programmes/, reference {reference}"]
    assert len(reference) == 8


def test_what_broke_is_not_told_to_the_reader(db, monkeypatch):
    from bluestem.portal.web import views

    def broken(*_arguments):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(views, "home_figures", broken)
    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 500
    assert "secret detail" not in answer.content.decode()
    assert "Nothing that was saved is lost" in answer.content.decode()
