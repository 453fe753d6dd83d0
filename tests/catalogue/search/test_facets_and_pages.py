"""Counts and pages against the same worked out in plain Python."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.catalogue.records import Document
from bluestem.catalogue.search.port import Changes, Hit, Order, SearchQuery
from bluestem.catalogue.search.tantivy_engine import TantivyEngine
from bluestem.kit.generation import Generation
from tests.catalogue.search.conftest import SHAPE, document, found

WORDS = ("alva", "brok", "cumi", "dret", "elpo")
COUNTRIES = ("be", "de", "fr", "nl")
LEVELS = ("1", "2", "3")


def _world() -> list[Document]:
    chance = random.Random(7)  # noqa: S311
    return [
        document(
            pk,
            " ".join(chance.sample(WORDS, chance.randint(0, 4))),
            language="und",
            kind=chance.choice(SHAPE.kinds),
            title=f"N{chance.randint(0, 10**6)}",
            facets={
                "country": chance.sample(COUNTRIES, chance.randint(0, 3)),
                "level": chance.sample(LEVELS, chance.randint(0, 1)),
            },
            numbers={"published": chance.randint(0, 50)} if chance.random() < 0.9 else {},
        )
        for pk in range(400)
    ]


WORLD = _world()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    """All documents, a part of them written over or removed and written again, in several pieces of the index."""
    folder = tmp_path_factory.mktemp("world")
    engine = TantivyEngine(folder / "search", SHAPE, Generation(folder / "generation"))
    engine.rebuild([*WORLD[:300], document(399, " ".join(WORDS), kind="programme", title="Old")])
    engine.write(Changes(removed=[Hit("programme", 399), Hit("publication", 5)]))
    engine.write(Changes(documents=WORLD[300:]))
    engine.write(Changes(documents=[doc for doc in WORLD if doc.pk in (5, 17)]))
    yield engine
    engine.close()


def matching(words: frozenset[str], filters: Mapping[str, tuple[str, ...]], kinds: tuple[str, ...]) -> list[Document]:
    """The records that a query should find, worked out record by record."""
    return [
        doc
        for doc in WORLD
        if (not kinds or doc.kind in kinds)
        and words <= set(doc.texts["und"].split())
        and all(set(values) & set(carried(doc, name)) for name, values in filters.items() if values)
    ]


def carried(doc: Document, facet: str) -> tuple[str, ...]:
    return (doc.kind,) if facet == "kind" else tuple(doc.facets.get(facet, ()))


filters = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(st.sampled_from((*COUNTRIES, "xx")), max_size=3).map(tuple),
        "level": st.lists(st.sampled_from((*LEVELS, "9")), max_size=2).map(tuple),
        "kind": st.lists(st.sampled_from((*SHAPE.kinds, "unheard")), max_size=2).map(tuple),
    },
)
queries = st.builds(
    lambda words, chosen, kinds: (frozenset(words), chosen, kinds),
    st.lists(st.sampled_from(WORDS), max_size=3),
    filters,
    st.sampled_from([(), ("programme",), ("publication",), SHAPE.kinds]),
)
FACETS = ("country", "level", "kind")


@given(queries)
def test_counts_are_exact_and_a_facet_ignores_its_own_filter(world, query):
    words, chosen, kinds = query

    result = world.search(SearchQuery(text=" ".join(sorted(words)), filters=chosen, kinds=kinds, facets=FACETS))

    assert result.total == len(matching(words, chosen, kinds))
    for facet in FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        counted = Counter(code for doc in matching(words, others, kinds) for code in carried(doc, facet))
        assert dict(result.facets[facet]) == dict(counted)


@given(
    queries,
    st.integers(5, 150),
    st.sampled_from([None, Order(field="published"), Order(field="title", descending=False)]),
)
def test_pages_together_are_the_whole_without_repetition(world, query, size, order):
    words, chosen, kinds = query
    asked = {"text": " ".join(sorted(words)), "filters": chosen, "kinds": kinds, "sort": order}

    pages = [world.search(SearchQuery(**asked, offset=offset, limit=size)).hits for offset in range(0, 400, size)]
    hits = [hit for page in pages for hit in page]

    assert sorted(hits) == sorted(Hit(doc.kind, doc.pk) for doc in matching(words, chosen, kinds))
    assert list(world.identify(SearchQuery(**asked))) == hits


@pytest.mark.parametrize("descending", [True, False])
def test_numbers_order_with_missing_ones_last(world, descending):
    numbers = {Hit(doc.kind, doc.pk): doc.numbers.get("published") for doc in WORLD}

    ordered = [
        numbers[hit] for hit in world.identify(SearchQuery(sort=Order(field="published", descending=descending)))
    ]

    present = [number for number in ordered if number is not None]
    assert present == sorted(present, reverse=descending)
    assert ordered[len(present) :] == [None] * (len(WORLD) - len(present))


def test_titles_order_as_readers_expect(engine):
    titles = ["zebra", "Élan", "ape", "  Bee", "Österreich", "eland"]
    engine.rebuild([document(pk, title=title) for pk, title in enumerate(titles)])

    ordered = [titles[pk].strip() for pk in found(engine, sort=Order(field="title", descending=False))]

    assert ordered == ["ape", "Bee", "Élan", "eland", "Österreich", "zebra"]


def test_counts_come_most_frequent_first(engine):
    engine.rebuild([document(pk, facets={"country": ["be"] if pk < 3 else ["fr"]}) for pk in range(8)])

    assert list(engine.search(SearchQuery(facets=("country",))).facets["country"].items()) == [("fr", 5), ("be", 3)]


def test_a_code_given_twice_counts_once(engine):
    engine.rebuild([document(1, facets={"country": ["be", "be"]})])

    assert engine.search(SearchQuery(facets=("country",))).facets["country"] == {"be": 1}


def test_facets_have_every_value(engine):
    engine.rebuild([document(pk, facets={"country": [f"c{pk}"]}) for pk in range(3_000)])

    counts = engine.search(SearchQuery(facets=FACETS)).facets["country"]

    assert counts == {f"c{pk}": 1 for pk in range(3_000)}


def test_counts_follow_changes(engine):
    engine.rebuild([document(1, facets={"country": ["be"]})])
    query = SearchQuery(facets=("country",))
    assert engine.search(query).facets["country"] == {"be": 1}

    engine.write(Changes(documents=[document(2, facets={"country": ["fr"]})]))

    assert engine.search(query).facets["country"] == {"be": 1, "fr": 1}


@pytest.mark.parametrize("offset", [400, 10**4, 2 * 10**10])
def test_beyond_the_last_hit_there_are_none(world, offset):
    result = world.search(SearchQuery(offset=offset))

    assert (result.total, result.hits) == (len(WORLD), ())


def test_no_hits_are_given_when_only_counts_are_wanted(world):
    result = world.search(SearchQuery(limit=0, facets=("kind",)))

    assert result.hits == ()
    assert sum(result.facets["kind"].values()) == result.total == len(WORLD)


def test_a_whole_hit_set_can_be_cut(world):
    hits = world.identify(SearchQuery(sort=Order(field="published")))

    assert len(hits) == len(WORLD)
    assert hits[3:6] == list(hits)[3:6]
    assert hits[-1] == list(hits)[-1]


@pytest.mark.parametrize(("offset", "limit"), [(-1, 20), (0, -1)])
def test_negative_pages_are_refused(offset, limit):
    with pytest.raises(ValueError, match="cannot be negative"):
        SearchQuery(offset=offset, limit=limit)


def test_an_order_that_no_type_declares_is_refused(world):
    with pytest.raises(ValueError, match="'weight'"):
        world.search(SearchQuery(sort=Order(field="weight")))
