from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bluestem.catalogue.api import ListState, registry
from bluestem.following.errors import CannotFollow
from bluestem.following.searches import LONGEST, SavedSearch

pytestmark = pytest.mark.django_db  # topics are read from the database once

KINDS = ("", "programme", "publication", "organisation")
NAMES = ("q", "country", "topic", "level", "kind", "status", "sort", "page", "unknown")


def read(query: str, kind: str = "", language: str = "en") -> SavedSearch:
    return SavedSearch.read(kind, QueryDict(query), language)


def types_of(kind: str):
    return (registry[kind],) if kind else tuple(registry)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=some.sampled_from(KINDS),
    pairs=some.lists(some.tuples(some.sampled_from(NAMES), some.text(max_size=30)), max_size=8),
)
def test_what_is_saved_is_what_was_searched(kind, pairs):
    typed = QueryDict(mutable=True)
    for name, value in pairs:
        typed.appendlist(name, value)
    try:
        saved = SavedSearch.read(kind, typed, "en")
    except CannotFollow:
        return

    typed.pop("page", None)
    state = ListState.read(types_of(kind), typed)
    again = saved.state()
    assert (again.text, as_sets(again), again.page, again.sort) == (state.text, as_sets(state), 1, "")
    assert SavedSearch.of(state, "en") == saved
    assert SavedSearch.read(kind, QueryDict(saved.query), "en") == saved


def as_sets(state: ListState) -> dict[str, set[str]]:
    return {name: set(values) for name, values in state.filters.items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("country=be&country=fr&q=robots", "q=robots&country=fr&country=be"),
        ("q=robots&page=7&sort=title", "q=robots"),
        ("country=EL", "country=gr"),
    ],
)
def test_the_same_search_is_the_same_text(first, second):
    assert read(first) == read(second)
    assert read(first).key == read(second).key


def test_what_finds_differently_has_another_key():
    searches = [read("q=robots"), read("q=robots", language="fr"), read("q=robots", kind="programme"), read("q=robot")]

    assert len({search.key for search in searches}) == 4


def test_a_filter_that_the_page_sets_belongs_to_it():
    state = ListState(types=(registry["programme"],), fixed={"country": "be"}, text="robots")

    assert SavedSearch.of(state, "en") == read("q=robots&country=be", kind="programme")


def test_a_list_of_some_kinds_is_a_search_narrowed_to_them():
    state = ListState(types=(registry["programme"], registry["publication"]), text="robots")

    assert SavedSearch.of(state, "en").query == "q=robots&kind=programme&kind=publication"


@pytest.mark.parametrize(
    ("query", "kind"), [("", "unknown"), ("q=" + "é" * 300 + "&topic=" + "é" * 80 + "&level=x", "")]
)
def test_unknown_kinds_and_endless_searches_are_refused(query, kind):
    if not kind:
        query += "".join(f"&topic={'é' * 70}{number}" for number in range(10))
    with pytest.raises(CannotFollow):
        read(query, kind)


def test_a_search_whose_filter_is_gone_finds_nothing_rather_than_more():
    search = replace(read("q=robots", kind="programme"), query="q=robots&colour=red")

    assert (search.state(), search.as_query()) == (None, None)
    assert replace(search, kind="gone").state() is None


def test_it_leads_to_the_same_search_and_its_feed():
    assert read("q=robots&country=be", kind="programme").address() == "/programmes/?q=robots&country=be"
    assert read("q=robots", kind="programme").feed() == "/programmes/feed.rss?q=robots"
    assert read("q=robots").address() == "/search/?q=robots"
    assert read("").feed() == "/search/feed.rss"


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("q=robots&country=be", "programme", "Programmes, “robots”, Belgium"),
        ("country=be&kind=programme", "", "Programme, Belgium"),
        ("", "", "Everything"),
    ],
)
def test_its_name_says_words_and_filters(query, kind, title):
    assert read(query, kind).title() == title


def test_the_address_is_never_longer_than_a_column():
    search = read("&".join(f"topic=t{number}" for number in range(50)))

    assert len(search.query) <= LONGEST
    assert urlsplit(search.address()).query == search.query
