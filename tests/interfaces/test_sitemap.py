"""Sitemap, robots.txt and security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils.translation import override
from lxml import etree

from bluestem.catalogue.api import State, registry
from bluestem.interfaces import sitemaps
from tests.factories.records import new_organisation

NAMES = {"s": sitemaps.SITEMAP, "x": sitemaps.XHTML}


def tree(client, address: str):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    return etree.fromstring(answer.content)


def parts(client) -> list[str]:
    found = [part.text for part in tree(client, "/sitemap.xml").iterfind(".//s:loc", NAMES)]
    return [address.removeprefix("http://testserver") for address in found]


@pytest.mark.parametrize("size", [1_000, 20])
def test_the_map_has_every_public_record_in_every_language_once(client, db, monkeypatch, size):
    monkeypatch.setattr(sitemaps, "RECORDS_IN_A_PART", size)
    listed = [
        url.findtext("s:loc", namespaces=NAMES)
        for part in parts(client)
        if "pages" not in part
        for url in tree(client, part).iterfind("s:url", NAMES)
    ]

    expected = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            expected |= {f"http://testserver{t.url(record)}" for t in registry for record in t.prepare(t.public())}
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_every_language_of_a_page_names_all_others(client, db):
    for part in parts(client):
        for url in list(tree(client, part).iterfind("s:url", NAMES))[:8]:
            if url.find("x:link", NAMES) is None:
                continue
            links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NAMES)}
            assert set(links) == {"x-default", *(code for code, _name in settings.LANGUAGES)}
            assert url.findtext("s:loc", namespaces=NAMES) in links.values()
            for href in set(links.values()):
                assert client.get(href.removeprefix("http://testserver")).status_code == 200


def test_each_part_says_when_it_last_changed(client, db):
    for entry in tree(client, "/sitemap.xml").iterfind("s:sitemap", NAMES):
        address = entry.findtext("s:loc", namespaces=NAMES).removeprefix("http://testserver")
        if "pages" not in address:
            moments = [m.text for m in tree(client, address).iterfind(".//s:lastmod", NAMES)]
            assert entry.findtext("s:lastmod", namespaces=NAMES) == max(moments)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_public_is_not_on_the_map(client, publish, state):
    record = publish(new_organisation(slug="zyxquasar", state=state))

    assert record.pk
    assert [part for part in parts(client) if b"zyxquasar" in client.get(part).content] == []


@pytest.mark.parametrize("address", ["/sitemap-programme-99.xml", "/sitemap-nothing-0.xml", "/sitemap-pages-1.xml"])
def test_a_part_that_is_not_there_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_a_part_costs_the_same_whatever_its_size(client, db, count_queries):
    with count_queries() as counted:
        client.get("/sitemap-programme-0.xml")
    assert counted.number <= 2, counted


def test_robots_find_the_map(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines


def test_security_txt_says_whom_to_tell_and_until_when(client, db):
    """RFC 9116: Contact and Expires are required, and Expires lies less than a year ahead."""
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    said = dict(line.split(": ", 1) for line in lines)

    assert said["Contact"] == f"mailto:{settings.NETWORK_CONTACT}"
    assert said["Canonical"] == "http://testserver/.well-known/security.txt"
    ahead = datetime.fromisoformat(said["Expires"]) - datetime.now(UTC)
    assert timedelta(days=100) < ahead < timedelta(days=365)
