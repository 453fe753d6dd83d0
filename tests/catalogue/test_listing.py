"""A list as its address describes it: whatever is typed, there is a state, and a state has one address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from bluestem.catalogue.api import ListState, registry
from bluestem.catalogue.listing import LONGEST_QUERY, MOST_VALUES, NoSuchPage, facets_of, sorts_of

pytestmark = pytest.mark.django_db  # topics are read from the database once

PROGRAMMES = (registry["programme"],)
EVERYTHING = tuple(registry)


def read(query: str, types=PROGRAMMES, **fixed: str) -> ListState:
    return ListState.read(types, QueryDict(query), **fixed)


def test_nothing_asked_is_the_whole_list():
    state = read("")

    assert (state.text, state.filters, state.sort, state.page) == ("", {}, "", 1)
    assert (state.is_filtered, state.query_string, state.leaving) == (False, "", "")
    assert state.chosen_sort.name == "newest"


def test_everything_asked_is_read():
    state = read("q=robots&country=be&country=FR&level=1&sort=title&page=3")

    assert (state.text, state.sort, state.page) == ("robots", "title", 3)
    assert state.filters == {"country": ("be", "fr"), "level": ("1",)}
    assert state.is_filtered


@pytest.mark.parametrize(
    "page", ["0", "-1", "1000000000", "٣", "1.0", "+1", " 1", "1 ", "", "x", "1e3", "0x1", "१", "²"]
)
def test_what_is_no_page_number_is_refused(page):
    with pytest.raises(NoSuchPage):
        read(f"page={quote(page)}")


@pytest.mark.parametrize(("typed", "page"), [("1", 1), ("007", 7), ("999999999", 999_999_999)])
def test_page_numbers_are_whole_numbers_from_one_on(typed, page):
    assert read(f"page={typed}").page == page


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("country=EL&country=gr&country=el", {"country": ("gr",)}),
        ("country=UK", {"country": ("gb",)}),
        ("country=&country=%20", {}),
        ("country[$ne]=be&country[]=be&Country=be&country%00=be", {}),
        ("country=%00be%07", {"country": ("be",)}),
        ("topic=Science&topic=SCIENCE", {"topic": ("science",)}),
        ("status=nonsense", {"status": ("nonsense",)}),
        ("kind=programme&uuid=1&pk=1&state=draft", {}),
        ("country=%ED%A0%80be", {"country": ("���be",)}),
    ],
)
def test_filters_are_read_forgivingly(query, filters):
    assert read(query).filters == filters


def test_the_number_of_values_ends_somewhere():
    state = read("&".join(f"year={number}" for number in range(500)))

    assert len(state.filters["year"]) == MOST_VALUES


@pytest.mark.parametrize("sort", ["price", "", "-title", "title ", "match", "published", "%00"])
def test_an_unknown_order_is_the_usual_one(sort):
    assert read(f"sort={sort}").chosen_sort.name == "newest"


def test_with_words_the_best_match_comes_first_unless_another_order_is_chosen():
    assert read("q=robots").chosen_sort.name == "match"
    assert read("q=robots&sort=title").chosen_sort.name == "title"
    assert [sort.name for sort in read("q=robots").sorts] == ["match", "newest", "evidence", "title"]
    assert [sort.name for sort in read("").sorts] == ["newest", "evidence", "title"]


def test_ten_thousand_characters_are_cut():
    assert len(read("q=" + "x" * 10_000).text) == LONGEST_QUERY


def test_a_fixed_filter_is_neither_offered_nor_repeated_but_leaves_with_the_list():
    state = read("country=fr&level=1&page=2", country="be")

    assert state.filters == {"level": ("1",)}
    assert "country" not in [facet.name for facet in state.facets]
    assert state.address() == "?level=1"
    assert state.leaving == "?country=be&level=1"
    assert state.search_query().filters == {"level": ("1",), "country": ("be",)}


def test_several_types_share_the_facets_and_orders_that_all_have():
    names = [facet.name for facet in facets_of(EVERYTHING)]
    assert names == ["kind", "country", "topic", "language", "confirmed"]
    assert [sort.name for sort in sorts_of(EVERYTHING)] == ["newest", "title"]
    assert read("kind=programme&level=1", EVERYTHING).filters == {"kind": ("programme",)}


def test_taking_a_value_away_goes_back_to_the_first_page():
    state = read("country=be&country=fr&level=1&page=4")

    assert state.without("country", "be").query_string == "country=fr&level=1"
    assert state.without("level", "1").query_string == "country=be&country=fr"
    assert state.without("level", "9").query_string == "country=be&country=fr&level=1"


def test_a_change_goes_back_to_the_first_page_and_keeps_the_rest():
    state = read("q=a&country=be&page=4")

    assert state.address() == "?q=a&country=be"
    assert state.address(text="b c") == "?q=b+c&country=be"
    assert state.address(page=5) == "?q=a&country=be&page=5"
    assert state.address(filters={}, text="") == "?"


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "be",
        "EL",
        "uk",
        " gr ",
        "<script>",
        "a&b=c",
        "%",
        "+",
        "\x00",
        "'; drop table",
        "page=0",
        "{page}",
        "İ" * 80,
        "ß",
    ]
)
names = st.sampled_from(["q", "country", "level", "topic", "status", "evidence", "year", "language", "sort", "page"])
queries = st.lists(st.tuples(names | words, words), max_size=8).map(
    lambda pairs: "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
)


@given(queries | st.text(max_size=200))
@example("q=a&q=b&country=be&country=be&sort=newest")
@example("q=%ED%A0%80%ED%B0%80%FF%00")
@example("country=" + quote("İ" * 80))
def test_any_query_gives_a_state_whose_address_leads_back_to_it(query):
    try:
        state = read(query)
    except NoSuchPage:
        return

    again = ListState.read(PROGRAMMES, QueryDict(state.query_string))

    assert again == state
    assert again.query_string == state.query_string
    assert state.query_string.isascii()


@given(queries)
def test_whatever_was_typed_can_be_searched_and_stored(query):
    try:
        state = read(query)
    except NoSuchPage:
        return

    for text in (state.text, *(value for values in state.filters.values() for value in values)):
        assert text == text.strip()
        assert "\x00" not in text
        assert text.encode().decode() == text
