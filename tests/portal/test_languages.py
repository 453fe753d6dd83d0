"""The language is in the address: every page has one in each language, and the menu leads from one to the other."""

from __future__ import annotations

import pytest

from tests.reading import read_page

LANGUAGES = {"en": "", "fr": "/fr", "de": "/de", "nl": "/nl"}
ADDRESSES = [
    "/",
    "/programmes/?country=be&sort=title&page=2",
    "/programmes/together-4-stem/?text=nl",
    "/countries/be/publications/",
    "/search/?q=caf%C3%A9+%26+stem",
    "/publications/kiezen-voor-stem/",
    "/organisations/csr-europe/",
    "/about/evidence/",
    "/account/sign-in/?next=/me/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_leads_to_the_same_page_in_each_language(client, db, language, address):
    page = read_page(client.get(LANGUAGES[language] + address))

    assert page.find("html")["lang"] == language
    menu = page.find("footer").find("nav", id="languages").find_all("a")
    assert {link["lang"]: link["href"] for link in menu} == {
        code: prefix + address for code, prefix in LANGUAGES.items()
    }
    assert [link["lang"] for link in menu if link.get("aria-current")] == [language]


@pytest.mark.parametrize("address", ADDRESSES)
def test_search_engines_are_told_of_the_versions(client, db, address):
    page = read_page(client.get(address))

    alternates = {
        link["hreflang"]: link["href"]
        for link in page.find("head").find_all("link", rel="alternate")
        if link.get("hreflang")
    }
    path = address.partition("?")[0]
    assert {code: alternates[code].partition("?")[0] for code in LANGUAGES} == {
        code: f"http://testserver{prefix}{path}" for code, prefix in LANGUAGES.items()
    }
    assert alternates["x-default"] == alternates["en"]


@pytest.mark.parametrize("wish", ["fr", "de,fr;q=0.5", "xx", "*", "\x00", "fr-" * 500])
def test_the_address_decides_not_the_browser(client, db, wish):
    headers = {"Accept-Language": wish}

    assert read_page(client.get("/", headers=headers)).find("html")["lang"] == "en"
    assert read_page(client.get("/nl/", headers=headers)).find("html")["lang"] == "nl"


def test_a_cookie_does_not_decide_either(client, db):
    client.cookies["django_language"] = "fr"

    assert read_page(client.get("/programmes/")).find("html")["lang"] == "en"


def test_foreign_texts_say_their_language(client, db):
    page = read_page(client.get("/fr/publications/kiezen-voor-stem/?text=nl"))

    assert page.find(classname="titles")["lang"] == "nl"
    assert "Dutch" not in page.find(classname="titles").text
