"""The privacy notice and the accessibility statement say what the product really does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bluestem.privacy.api import Cookie, register_cookie, register_of_personal_data
from bluestem.privacy.cookies import cookies
from bluestem.privacy.statement import EXCEPTIONS, METHODS
from tests.accounts.doing import sign_in, sign_up, words_of
from tests.reading import read_page

ROOT = Path(__file__).parents[2]


def test_the_notice_has_a_line_for_each_kind_of_data(client, db):
    page = read_page(client.get("/privacy/"))
    rows = page.find("section", id="kept").find("tbody").find_all("tr")

    assert [row.find("th").text for row in rows] == [str(e.label) for e in register_of_personal_data.entries()]
    for row, entry in zip(rows, register_of_personal_data.entries(), strict=True):
        assert str(entry.purpose) in row.text
        assert str(entry.retention) in row.text
        assert f"Article {entry.legal_basis[:7]}" in row.text


def test_both_pages_are_at_the_foot_of_every_page(client, db):
    links = {link["href"] for link in read_page(client.get("/")).find("footer").find_all("a")}

    assert {"/privacy/", "/accessibility/"} <= links


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/", "/fr/privacy/", "/de/accessibility/"])
def test_pages_are_for_everybody_and_set_nothing(client, db, path, count_queries):
    with count_queries() as counted:
        answer = client.get(path)

    assert (answer.status_code, dict(client.cookies), counted.number) == (200, {}, 0)
    assert "public" in answer.headers["Cache-Control"]


def test_the_cookies_that_are_set_are_those_that_are_declared(member, mailoutbox):
    browser = Client()
    sign_up(browser, "new@example.org")
    browser.get("/account/sign-in/")
    sign_in(browser, member.email)
    browser.get("/account/profile/")
    browser.post("/ui/theme/", {"theme": "dark", "next": "/"})

    assert set(browser.cookies) <= {cookie.name for cookie in cookies()}
    assert {"sessionid", "csrftoken", "device"} <= set(browser.cookies)
    shown = read_page(browser.get("/privacy/")).find("section", id="cookies").find_all("code")
    assert [code.text for code in shown] == [cookie.name for cookie in cookies()]


def test_lifetimes_are_those_of_the_settings(member):
    browser = Client()
    sign_in(browser, member.email)
    days = {name: int(browser.cookies[name]["max-age"] or 0) // 86400 for name in ("sessionid", "device")}

    assert days == {"sessionid": 14, "device": 180}
    assert settings.CSRF_COOKIE_AGE // 86400 == 364


def test_a_cookie_is_declared_once():
    with pytest.raises(ValueError, match="csrftoken is registered twice"):
        register_cookie(Cookie(name="csrftoken", purpose="", when="", lasts=""))


def test_the_statement_says_what_tests_say(client, db):
    words = words_of(client.get("/accessibility/"))

    for method in METHODS:
        assert str(method.words) in words
        assert (ROOT / method.test).is_file()
    for exception in EXCEPTIONS:
        assert str(exception) in words
