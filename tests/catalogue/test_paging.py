"""Orders are exact, and the pages of a list, one after the other, are the whole list."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import ListState, latest, list_page, registry
from bluestem.catalogue.listing import PAGE_SIZE, NoSuchPage
from bluestem.catalogue.search.text import fold
from tests.reading import read_page

KINDS = ["programme", "publication", "organisation"]


def all_pages(**state) -> list[tuple[str, int]]:
    first = list_page(ListState(**state))
    pages = [list_page(ListState(**state, page=number)) for number in range(1, first.last_page + 1)]
    assert [len(page.rows) for page in pages[:-1]] == [PAGE_SIZE] * (len(pages) - 1)
    return [(record_type.name, record.pk) for page in pages for record_type, record in page.rows]


def records(kind: str, keys: list[tuple[str, int]]) -> list:
    by_key = {record.pk: record for record in registry[kind].public()}
    return [by_key[pk] for _kind, pk in keys]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sort", ["newest", "title"])
def test_the_pages_are_the_whole_list_without_repeats(db, kind, sort):
    keys = all_pages(types=(registry[kind],), sort=sort)

    assert len(keys) > 3 * PAGE_SIZE
    assert len(set(keys)) == len(keys)
    assert {pk for _kind, pk in keys} == set(registry[kind].public().values_list("pk", flat=True))


@pytest.mark.parametrize("kind", KINDS)
def test_newest_first(db, kind):
    dates = [record.published_at for record in records(kind, all_pages(types=(registry[kind],), sort="newest"))]

    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("kind", KINDS)
def test_by_title_whatever_case_and_accents(db, kind):
    found = records(kind, all_pages(types=(registry[kind],), sort="title"))

    words = [fold(record.title if kind == "publication" else record.name) for record in found]
    assert words == sorted(words)


def test_strongest_evidence_first(db):
    found = records("programme", all_pages(types=(registry["programme"],), sort="evidence"))

    levels = [record.evidence_level for record in found]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) >= 3


def test_pages_of_a_search_over_everything_are_the_whole_of_it(db):
    keys = all_pages(types=tuple(registry), text="stem")

    assert len(set(keys)) == len(keys) > PAGE_SIZE
    assert {kind for kind, _pk in keys} == {*KINDS, "page"}


def test_a_page_past_the_last_is_refused(db):
    state = ListState(types=(registry["programme"],))
    last = list_page(state).last_page

    with pytest.raises(NoSuchPage):
        list_page(ListState(types=state.types, page=last + 1))


def test_an_empty_list_has_one_page(db):
    page = list_page(ListState(types=(registry["programme"],), filters={"status": ("nonsense",)}))

    assert (page.total, page.rows, page.last_page) == (0, (), 1)


def test_following_the_links_leads_through_the_whole_list(client, db):
    seen: list[str] = []
    visited: list[str] = []
    address = "/organisations/?sort=title"
    while address and address not in visited:
        visited.append(address)
        page = read_page(client.get(address))
        seen += [row.find("h3").find("a")["href"] for row in page.find("ul", "rows").find_all("li")]
        following = page.find_all("a", rel="next")
        address = following[0]["href"] if following else ""

    assert visited[:3] == [f"/organisations/?sort=title{page}" for page in ("", "&page=2", "&page=3")]
    expected = registry["organisation"].public().values_list("slug", flat=True)
    assert sorted(seen) == sorted(f"/organisations/{slug}/" for slug in expected)


def test_links_between_pages_keep_words_filters_and_order(client, db):
    page = read_page(client.get("/search/?q=stem&language=en&sort=title&page=2"))

    links = page.find("nav", "pages").find_all("a")
    assert {link["href"].replace("&page=3", "").replace("&page=2", "") for link in links[:3]} == {
        "/search/?q=stem&language=en&sort=title"
    }
    assert page.find("a", rel="prev")["href"] == "/search/?q=stem&language=en&sort=title"


def test_newest_records_for_panels_are_the_head_of_the_list(db, count_queries):
    with count_queries() as counted:
        panel = latest("programme", limit=4, country="be")

    whole = list_page(ListState(types=(registry["programme"],), filters={"country": ("be",)}))
    assert [record.pk for _type, record in panel.rows] == [record.pk for _type, record in whole.rows[:4]]
    assert panel.total == whole.total
    assert counted.number == 2, counted
