"""A saved search finds among new records what the same search would find in the whole index."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import SearchQuery, new_records, registry
from bluestem.catalogue.search import get_engine

QUERIES = [
    SearchQuery(text="science"),
    SearchQuery(text="teacher", kinds=("programme",)),
    SearchQuery(text='"primary school"'),
    SearchQuery(text="the girls and", language="en"),
    SearchQuery(text="enginee"),
    SearchQuery(text="université"),
    SearchQuery(text="universite"),
    SearchQuery(text="e-learning"),
    SearchQuery(filters={"country": ("be", "fr")}),
    SearchQuery(filters={"country": ("be",), "topic": ("science",)}),
    SearchQuery(text="schools", filters={"country": ("be",), "kind": ("publication",)}),
    SearchQuery(filters={"country": ("zz",)}),
    SearchQuery(filters={"colour": ("red",)}),
    SearchQuery(text="???"),
    SearchQuery(),
]


@pytest.fixture
def standing(db):
    return new_records(t.document(record) for t in registry for record in t.whole(t.public()))


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_it_finds_what_the_search_finds(standing, query):
    found = get_engine().search(query)
    expected = set() if found.corrected else set(get_engine().identify(query))

    assert set(standing.hits(query)) == expected


def test_something_is_found(standing):
    assert standing.hits(QUERIES[0])
    assert standing.hits(QUERIES[9])


def test_a_few_records_alone_are_searched_as_in_the_whole(db):
    kind = registry["organisation"]
    records = list(kind.whole(kind.public())[:5])
    few = new_records(kind.document(record) for record in records)
    everything = set(get_engine().identify(SearchQuery(text="science")))
    pks = {record.pk for record in records}

    assert {hit.pk for hit in few.hits(SearchQuery(text="science"))} == {
        hit.pk for hit in everything if hit.kind == "organisation" and hit.pk in pks
    }


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(kinds=("publication",)),
        SearchQuery(filters={"country": ("zz",)}),
        SearchQuery(filters={"x": ("y",)}),
    ],
)
def test_what_cannot_match_is_not_asked(db, query):
    kind = registry["organisation"]
    few = new_records([kind.document(kind.whole(kind.public()).first())])

    assert not few.may_match(query)
    assert few.hits(query) == ()


def test_no_records_no_hits():
    assert new_records([]).hits(SearchQuery(text="science")) == ()
