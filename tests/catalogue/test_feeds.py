"""Feeds of any list, read as feed readers read them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from time import struct_time
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from bluestem.catalogue.api import State, registry
from bluestem.programmes.api import Programme
from tests.factories.records import new_programme
from tests.reading import body_of, read_page

KINDS = ["programme", "publication", "organisation"]
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def read(client, address: str) -> feedparser.FeedParserDict:
    answer = client.get(address)
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.getvalue())
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def moment(parsed: struct_time) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extension", ["rss", "atom"])
def test_an_xml_feed_holds_every_record_newest_first(client, db, kind, extension):
    record_type = registry[kind]

    entries = read(client, f"/{record_type.path}/feed.{extension}").entries

    records = {f"urn:uuid:{record.uuid}": record for record in record_type.public()}
    assert sorted(entry.id for entry in entries) == sorted(records)
    dates = [records[entry.id].published_at for entry in entries]
    assert dates == sorted(dates, reverse=True)
    for entry in entries:
        record = records[entry.id]
        assert entry.title == record_type.title(record).strip()
        assert entry.link == f"http://testserver{record.get_absolute_url()}"
        assert entry.author == record_type.author(record)
        assert moment(entry.published_parsed) == record.published_at
        assert [tag.term for tag in entry.tags] == [str(record_type.label)]


def test_atom_gives_what_rfc_4287_asks_for(client, db):
    root = ET.fromstring(client.get("/programmes/feed.atom?country=be").getvalue())  # noqa: S314 - our own
    name = "{http://www.w3.org/2005/Atom}"

    assert root.tag == f"{name}feed"
    assert [root.find(f"{name}{part}") is not None for part in ("id", "title", "updated", "author")] == [True] * 4
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{name}link")}
    assert links == {
        "alternate": "http://testserver/programmes/?country=be",
        "self": "http://testserver/programmes/feed.atom?country=be",
    }
    for entry in root.findall(f"{name}entry"):
        assert [len(entry.findall(f"{name}{part}")) for part in ("id", "title", "updated", "published")] == [1] * 4
        assert entry.find(f"{name}id").text.startswith("urn:uuid:")


def test_rss_gives_what_readers_ask_for(client, db):
    root = ET.fromstring(client.get("/programmes/feed.rss").getvalue())  # noqa: S314 - our own
    channel = root.find("channel")

    assert root.get("version") == "2.0"
    assert (channel.findtext("title"), channel.findtext("link")) == (
        "Programmes | Bluestem",
        "http://testserver/programmes/",
    )
    assert (channel.findtext("language"), channel.findtext("description")) == ("en", channel.findtext("description"))
    assert {item.find("guid").get("isPermaLink") for item in channel.findall("item")} == {"false"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_json_feed_is_valid_and_holds_every_record(client, db, kind):
    record_type = registry[kind]

    feed = json.loads(client.get(f"/{record_type.path}/feed.json").getvalue())

    assert {name: feed[name] for name in feed if name != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{record_type.label_plural} | Bluestem",
        "description": feed["description"],
        "home_page_url": f"http://testserver/{record_type.path}/",
        "feed_url": f"http://testserver/{record_type.path}/feed.json",
        "language": "en",
    }
    records = record_type.public()
    assert sorted(feed["items"], key=by_id) == sorted((item_of(kind, record) for record in records), key=by_id)


def by_id(item: dict) -> str:
    return item["id"]


def item_of(kind: str, record) -> dict:
    """A record as JSON Feed 1.1 writes it."""
    record_type = registry[kind]
    return {
        "id": f"urn:uuid:{record.uuid}",
        "url": f"http://testserver{record.get_absolute_url()}",
        "title": record_type.title(record),
        "content_text": record_type.summary(record),
        "date_published": record.published_at.isoformat(),
        "date_modified": record.changed_at.isoformat(),
        "authors": [{"name": record_type.author(record)}],
        "language": record_type.language(record),
        "tags": [str(record_type.label)],
    }


@pytest.mark.parametrize("extension", TYPES)
def test_a_feed_says_its_type_and_that_it_may_be_kept(client, db, extension):
    answer = client.get(f"/programmes/feed.{extension}")

    assert answer.headers["Content-Type"] == f"{TYPES[extension]}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_a_feed_follows_words_and_filters_to_the_last_hit(client, db):
    entries = read(client, "/programmes/feed.rss?country=be&country=fi&country=NL&country=de&page=2").entries

    asked = {"be", "fi", "nl", "de"}
    expected = {f"urn:uuid:{p.uuid}" for p in Programme.objects.public() if asked & {p.country, *p.also_active_in}}
    assert {entry.id for entry in entries} == expected
    assert len(entries) > 20  # more than a page of the list


@pytest.mark.parametrize("language", ["fr", "de", "nl"])
def test_a_feed_is_in_the_language_of_its_address(client, db, language):
    feed = read(client, f"/{language}/programmes/feed.rss")

    assert feed.feed.language == language
    assert all(f"/{language}/programmes/" in entry.link for entry in feed.entries)
    title = Programme.objects.get(slug="together-4-stem").reading(language).summary
    assert title in [entry.summary for entry in feed.entries]


@pytest.mark.parametrize("typed", ["%01%02", "x" * 10_000, "<&]]>\"'", "%ED%A0%80", "%00"])
@pytest.mark.parametrize("extension", TYPES)
def test_odd_addresses_give_a_feed_all_the_same(client, db, typed, extension):
    answer = client.get(f"/programmes/feed.{extension}?q={typed}&topic={typed}&page=3")

    content = answer.getvalue()
    assert answer.status_code == 200
    read_back = json.loads if extension == "json" else ET.fromstring
    assert read_back(content) is not None


@pytest.mark.parametrize("address", ["/programmes/feed.xml", "/programmes/feed.", "/programmes/feed.rss?page=0"])
def test_what_is_no_feed_answers_404(client, db, address):
    assert client.get(address).status_code == 404


CONTROL = "Vertical\x0btab, bell\x07 and \ufffe end"


@pytest.mark.parametrize("extension", TYPES)
def test_signs_that_no_feed_may_hold_do_not_break_it(client, organisation, publish, extension):
    # A title is one line without control characters, but may hold what is no character at all
    publish(new_programme(organisation, name="Quasar \ufffe end", summary=CONTROL))

    text = client.get(f"/programmes/feed.{extension}?q=quasar").getvalue()

    if extension == "json":
        [item] = json.loads(text)["items"]
        assert (item["title"], item["content_text"]) == ("Quasar \ufffe end", CONTROL)
    else:
        parsed = feedparser.parse(text)
        [entry] = parsed.entries
        assert not parsed.bozo, parsed.bozo_exception
        assert (entry.title, entry.summary) == ("Quasar   end", "Vertical tab, bell  and   end")


@pytest.mark.parametrize("address", ["/programmes/feed.rss", "/programmes/export.csv", "/countries/be/feed.atom"])
def test_what_did_not_change_is_not_sent_again(client, organisation, publish, address):
    first = client.get(address)
    content, tag = first.getvalue(), first.headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)

    publish(new_programme(organisation, name="Quasar"))
    changed = client.get(address, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.getvalue() != content
    assert changed.headers["ETag"] != tag


def test_other_filters_and_languages_have_other_tags(client, db):
    addresses = ["/programmes/feed.rss", "/programmes/feed.rss?country=be", "/fr/programmes/feed.rss"]

    tags = {client.get(address).headers["ETag"] for address in addresses}

    assert len(tags) == 3
    assert client.get(addresses[1], headers={"If-None-Match": tags.pop()}).status_code in (200, 304)


def test_asking_for_the_head_costs_no_records(client, db):
    answer = client.head("/programmes/feed.rss")

    assert answer.status_code == 200
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("EL", "/countries/gr/feed.rss"),
        ("el", "/countries/gr/feed.rss"),
        ("UK", "/countries/gb/feed.rss"),
        ("BE", "/countries/be/feed.rss"),
    ],
)
def test_a_country_has_one_feed_whatever_its_spelling(client, db, typed, address):
    answer = client.get(f"/countries/{typed}/feed.rss?q=a")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"{address}?q=a")


@pytest.mark.parametrize("code", ["be", "gr", "gb", "eu", "fi"])
def test_the_feed_of_a_country_holds_all_its_records(client, db, code):
    entries = read(client, f"/countries/{code}/feed.atom").entries

    programmes, publications, organisations = (list(registry[kind].public()) for kind in KINDS)
    expected = [p for p in programmes if code in (p.country, *p.also_active_in)]
    expected += [p for p in publications if code in p.countries] + [o for o in organisations if o.country == code]
    assert sorted(entry.id for entry in entries) == sorted(f"urn:uuid:{record.uuid}" for record in expected)
    assert expected != []


def test_the_pages_name_their_feeds(client, db):
    for address in ("/programmes/?country=be", "/countries/be/", "/"):
        links = read_page(client.get(address)).find("head").find_all("link", rel="alternate")
        feeds = [link for link in links if link.get("type") in TYPES.values()]
        assert feeds != []
        for link in feeds:
            answer = client.get(link["href"])
            assert answer.headers["Content-Type"].startswith(link["type"])
            assert "country=be" in link["href"] or "country" not in urlsplit(address).query


@pytest.mark.parametrize(("query", "rows"), [("?country=be&q=together", 1), ("", 50)])
def test_a_feed_costs_the_same_for_one_record_and_for_all(client, db, count_queries, query, rows):
    with count_queries() as counted:
        text = body_of(client.get(f"/programmes/feed.rss{query}"))

    assert text.count("<item>") >= rows
    assert counted.number == 3, counted


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_a_record_that_is_taken_back_leaves_the_feed(client, organisation, publish, state):
    programme = publish(new_programme(organisation, name="Quasar"))
    before = body_of(client.get("/programmes/feed.rss"))
    programme.state = state
    publish(programme)

    assert "Quasar" in before
    assert "Quasar" not in body_of(client.get("/programmes/feed.rss"))
