"""The base layout: what a reader, a screen reader and a search engine get around every page."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.template import engines


def head_links(html: str, rel: str) -> list[str]:
    return re.findall(rf'<link rel="{rel}"[^>]*>', html)


def html_of(site, path: str, **extra) -> str:
    return site.get(path, **extra).content.decode()


def test_title_names_the_thing_then_the_network(site):
    assert "<title>Belgium & more | Bluestem</title>" in html_of(site, "/countries/be/")


def test_language_of_the_page_is_that_of_its_address(site):
    assert '<html lang="en">' in html_of(site, "/countries/be/")
    assert '<html lang="fr">' in html_of(site, "/fr/countries/be/")


def test_canonical_address_has_no_query(site):
    html = html_of(site, "/fr/countries/be/?utm=1")
    assert head_links(html, "canonical") == ['<link rel="canonical" href="http://testserver/fr/countries/be/">']


def test_canonical_address_keeps_the_query_that_belongs_to_the_page(site):
    html = html_of(site, "/list/?page=2&x=1")
    assert head_links(html, "canonical") == ['<link rel="canonical" href="http://testserver/list/?page=2">']
    assert '<link rel="alternate" hreflang="de" href="http://testserver/de/list/?page=2">' in html


def test_search_engines_learn_of_every_language(site):
    html = html_of(site, "/nl/countries/be/")
    found = dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="http://testserver([^"]+)"', html))
    assert found == {
        "en": "/countries/be/",
        "x-default": "/countries/be/",
        "fr": "/fr/countries/be/",
        "de": "/de/countries/be/",
        "nl": "/nl/countries/be/",
    }


def test_page_outside_the_languages_names_no_alternates(site):
    assert "hreflang" not in "".join(head_links(html_of(site, "/plain/"), "alternate"))


def test_language_menu_leads_to_the_same_page_with_its_query(site):
    html = html_of(site, "/countries/be/?topic=a&page=3")
    assert '<a href="/fr/countries/be/?topic=a&amp;page=3" lang="fr" hreflang="fr">Français</a>' in html
    assert 'lang="en" hreflang="en" aria-current="true">English</a>' in html


def test_language_menu_of_an_error_page_leads_home(site):
    response = site.get("/fr/nowhere/")
    assert response.status_code == 404
    assert '<a href="/de/" lang="de" hreflang="de">Deutsch</a>' in response.content.decode()


def test_feeds_of_a_page_are_announced(site):
    assert "application/rss+xml" in html_of(site, "/countries/be/")


def test_structured_data_is_json_that_cannot_end_its_element(site):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html_of(site, "/countries/be/")).group(1)
    assert json.loads(block) == {"@context": "https://schema.org", "@type": "Course", "name": "</script><b>"}


def test_current_place_is_marked_in_the_menu(site):
    assert '<a href="/countries/" aria-current="page">To countries</a>' in html_of(site, "/countries/")
    assert '<a href="/countries/" aria-current="true">To countries</a>' in html_of(site, "/countries/be/")
    assert '<a href="/countries/">To countries</a>' in html_of(site, "/list/")


def test_footer_shows_columns_that_have_links(site):
    html = html_of(site, "/countries/")
    assert '<nav aria-label="Help"><h2>Help</h2>' in html
    assert "Empty column" not in html


def test_readers_who_are_not_signed_in_get_the_same_bytes_and_no_cookie(site, client):
    first, second = site.get("/countries/be/"), client.get("/countries/be/")
    assert first.content == second.content
    assert not first.cookies
    assert "csrf" not in first.content.decode()


def test_sign_in_leads_back_to_the_page(site):
    assert 'href="/search/?next=/countries/be/" rel="nofollow"' in html_of(site, "/countries/be/")


@pytest.mark.parametrize(("cookie", "shown"), [("dark", True), ("light", True), ("system", False), ('"><b>', False)])
def test_theme_is_that_of_the_cookie(site, cookie, shown):
    site.cookies["theme"] = cookie
    assert (f'<html lang="en" data-theme="{cookie}">' in html_of(site, "/countries/")) is shown
    assert ("data-theme=" in html_of(site, "/countries/")) is shown


def test_whoever_is_signed_in_has_an_account_menu(site, rf):
    request = rf.get("/countries/")
    request.user = get_user_model()(name="Ada Byron", email="ada@school.example")
    html = engines["jinja2"].get_template("ui/base.html").render({}, request)
    assert '<span class="avatar" aria-hidden="true">AB</span>' in html
    assert '<a href="/">To home</a>' in html
    assert re.search(r'<form method="post" action="/leave/"><input type="hidden" name="csrfmiddlewaretoken"', html)
    assert "Sign in" not in html


def test_error_page_needs_no_request_and_no_database(site):
    html = engines["jinja2"].get_template("ui/base.html").render({})
    assert '<html lang="en">' in html
    assert '<a href="/fr/" lang="fr" hreflang="fr">Français</a>' in html
