"""List pages: good addresses show their list, bad ones say what is wrong, none breaks."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluestem.catalogue.api import State, registry
from bluestem.catalogue.listing import PAGE_SIZE
from bluestem.programmes.api import Programme, save_programme
from tests.factories.records import new_programme
from tests.reading import Element, read_page

LISTS = ["/programmes/", "/publications/", "/organisations/", "/search/", "/countries/be/programmes/"]
NOTHING = "Nothing fits these words and filters"


def titles(page: Element) -> list[str]:
    return [heading.text for row in page.find("ul", "rows").find_all("li") for heading in row.find_all("h3")]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_its_first_page(client, db, address):
    answer = client.get(address)

    page = read_page(answer)
    assert answer.status_code == 200
    assert 0 < len(titles(page)) <= PAGE_SIZE
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "1000000000", "999999999", quote("٣"), "", "two", "1.5", "%00"])
def test_a_page_that_is_not_there_answers_404_with_a_sentence(client, db, address, page):
    answer = client.get(f"{address}?page={page}")

    assert answer.status_code == 404
    assert read_page(answer).find("h1").text == "There is nothing at this address"


ODD = {
    "unknown value": "country=xx&status=nonsense",
    "operator in a name": "country[$ne]=be&status[]=active",
    "operators": "q=AND OR NOT () * ? ~ ^ \\ / : + - title:x",
    "unbalanced quotes": 'q="teacher and "pupil',
    "only signs": "q=%3F%3F%3F %21",
    "control characters": "q=%01%07%1b%7f%C2%85",
    "nul": "q=a%00b&country=%00",
    "lone surrogates": "q=%ED%A0%80%ED%B0%80&topic=%ED%A0%80",
    "not utf-8": "q=%FF%FE%C3",
    "ten thousand characters": "q=" + "x" * 10_000,
    "three thousand words": "q=" + "+".join(f"w{n}" for n in range(3_000)),
    "a long value": "topic=" + "x" * 10_000,
    "many values": "&".join(f"topic=t{n}" for n in range(300)),
    "other scripts": "q=" + quote("εκπαίδευση наука 教育 ٣ 👩🏽‍🔬 \u202eevil"),
    "markup": "q=" + quote("<script>alert(1)</script>'\"&") + "&topic=" + quote('"><img src=x onerror=alert(1)>'),
    "braces": "q={page}&topic={page}&page=1",
    "unknown order": "sort=price&order=desc",
    "twice": "q=a&q=b&sort=title&sort=newest&page=1&page=1",
    "no values": "q&country&sort",
    "ampersands": "&&&=&=x&;",
}


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_odd_addresses_give_a_list_or_a_sentence(client, db, address, query):
    answer = client.get(f"{address}?{query}")

    page = read_page(answer)
    assert answer.status_code == 200
    assert page.find_all("ul", "rows") or NOTHING in page.text
    assert page.find_all("script", src="x") == []
    assert [image for image in page.find_all("img") if "onerror" in image.attributes] == []


def test_more_fields_than_anyone_fills_in_are_refused(client, db):
    answer = client.get("/programmes/?" + "&".join(f"topic={number}" for number in range(3_000)))

    assert answer.status_code == 400
    assert read_page(answer).find("h1").text == "We could not read this request"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60).map(lambda text: quote(text, safe="=&")) | st.binary(max_size=60).map(quote))
def test_no_query_breaks_a_list(client, db, query):
    assert client.get(f"/programmes/?{query}").status_code in (200, 404)


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_what_to_do(client, db, address):
    page = read_page(client.get(f"{address}?q=xqzzxq&topic=science"))

    assert NOTHING in page.text
    assert "Check the spelling, use fewer words, or take a filter away." in page.text
    links = {link.text: link["href"] for link in page.find_all("a")}
    assert links["Search without “Science”"] == f"{address}?q=xqzzxq"
    assert links["Show everything in this list"] == address
    assert page.find("input", id="list-q")["value"] == "xqzzxq"


def test_what_was_typed_stays_in_the_form(client, db):
    page = read_page(client.get('/programmes/?q="maths" %26 more&country=be&sort=title'))

    assert page.find("input", id="list-q")["value"] == '"maths" & more'
    assert [o["value"] for o in page.find("select", id="sort").find_all("option") if "selected" in o.attributes] == [
        "title"
    ]
    assert [box["value"] for box in page.find_all("input", name="country") if "checked" in box.attributes] == ["be"]


def test_chosen_filters_can_be_taken_away_one_by_one_or_all(client, db):
    page = read_page(client.get("/programmes/?q=stem&country=be&country=fi&level=3&sort=title"))

    applied = page.find("p", "applied")
    links = {link.text: link["href"] for link in applied.find_all("a")}
    assert links == {
        "Remove: Belgium": "/programmes/?q=stem&country=fi&level=3&sort=title",
        "Remove: Finland": "/programmes/?q=stem&country=be&level=3&sort=title",
        "Remove: Upper secondary": "/programmes/?q=stem&country=be&country=fi&sort=title",
        "Clear all": "/programmes/?q=stem&sort=title",
    }


@pytest.mark.parametrize("spelling", ["gr", "EL", "el", "GR"])
def test_greece_is_found_by_both_codes(client, db, spelling):
    page = read_page(client.get(f"/programmes/?country={spelling}"))

    assert [box["value"] for box in page.find_all("input", name="country") if "checked" in box.attributes] == ["gr"]
    expected = {p.name for p in Programme.objects.public() if "gr" in (p.country, *p.also_active_in)}
    assert set(titles(page)) == expected != set()


@pytest.mark.parametrize(("typed", "meant"), [("educaton", "education"), ("univercity", "university")])
def test_a_typing_error_is_forgiven_and_said(client, db, typed, meant):
    page = read_page(client.get(f"/search/?q={typed}"))

    assert f"No record has “{typed}”. These are the results for {meant}." in page.text
    assert titles(page) != []


def test_words_that_were_found_are_marked(client, db):
    page = read_page(client.get("/programmes/?q=girls"))

    marked = [mark.text.lower() for mark in page.find("ul", "rows").find_all("mark")]
    assert marked != []
    assert all(word.startswith("girl") for word in marked)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_list_is_only_read(client, db, method):
    assert getattr(client, method)("/programmes/").status_code == 405


# Rows, and the translations of those whose text is not in the reader's language
QUERIES = {"programme": 2, "publication": 2, "organisation": 1}
# Pages have no list of their own, and addresses that the secretariat chose
PAGE_QUERIES = {"page": 1}
KINDS_BY_PATH = {registry[kind].path: kind for kind in QUERIES}


@pytest.mark.parametrize("kind", QUERIES)
def test_a_list_costs_the_same_for_one_row_and_for_a_full_page(client, db, count_queries, kind):
    record_type = registry[kind]
    one = record_type.public().order_by("language" if kind == "organisation" else "-language")[0]
    rows, numbers = [], []
    for query in ("", f'?q="{quote(record_type.title(one))}"'):
        with count_queries() as counted:
            answer = client.get(f"/{record_type.path}/{query}")
        rows.append(len(titles(read_page(answer))))
        numbers.append(counted.number)

    assert rows[0] == PAGE_SIZE
    assert rows[1] < PAGE_SIZE
    assert numbers == [QUERIES[kind]] * 2, counted


@pytest.mark.parametrize("query", ["", "?page=2", "?q=stem", "?country=be", "?kind=organisation"])
def test_a_search_over_everything_costs_no_more_than_the_lists_of_the_kinds_it_shows(client, db, count_queries, query):
    client.get("/programmes/")  # the menu's pages are read once and remembered
    with count_queries() as counted:
        answer = client.get(f"/search/{query}")

    links = [heading.find("a")["href"] for heading in read_page(answer).find("ul", "rows").find_all("h3")]
    kinds = {KINDS_BY_PATH.get(link.split("/")[1], "page") for link in links}
    assert len(kinds) <= counted.number <= sum((QUERIES | PAGE_QUERIES)[kind] for kind in kinds), counted


def test_what_is_published_is_in_the_list_at_once_and_gone_when_withdrawn(client, editor, organisation, now, published):
    programme = new_programme(organisation, name="Quasars at school")
    found = []
    for state in (State.PUBLISHED, State.WITHDRAWN, State.PUBLISHED, State.DRAFT):
        programme.state = state
        with published():
            save_programme(programme=programme, actor=editor, now=now)
        page = read_page(client.get("/programmes/?q=quasars"))
        found.append("Quasars at school" in [heading.text for heading in page.find_all("h3")])

    assert found == [True, False, True, False]
