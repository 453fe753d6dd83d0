"""Counts of facets are those of the tables, whatever is filtered by."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluestem.catalogue.api import ListState, counts, list_page, registry
from tests.catalogue.truth import CODES, Truth
from tests.reading import read_page

KINDS = ["programme", "publication", "organisation"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def truth(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return {kind: Truth(kind) for kind in KINDS}


def page_of(kind: str, filters: dict[str, list[str]]):
    chosen = {name: tuple(values) for name, values in filters.items()}
    return list_page(ListState(types=(registry[kind],), filters=chosen))


def shown_counts(page) -> dict[str, dict[str, int]]:
    return {view.facet.name: {value.code: value.count for value in view.values} for view in page.facets}


def expected_counts(truth: Truth, kind: str, filters: dict[str, list[str]]) -> dict[str, dict[str, int]]:
    """What the page must show; values that are chosen stay even if no record has them."""
    return {name: dict.fromkeys(filters.get(name, []), 0) | truth.counts(name, filters) for name in CODES[kind]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_truth_knows_every_facet(kind):
    assert set(CODES[kind]) == {facet.name for facet in registry[kind].facets} != set()


@pytest.mark.parametrize("kind", KINDS)
def test_counts_of_the_whole_list_are_those_of_the_tables(truth, db, kind):
    page = page_of(kind, {})

    assert page.total == len(truth[kind].records) > 50
    assert shown_counts(page) == expected_counts(truth[kind], kind, {})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_are_true_for_any_filters(truth, db, kind, data):
    facets = data.draw(st.lists(st.sampled_from(sorted(CODES[kind])), max_size=3, unique=True))
    filters = {
        name: data.draw(st.lists(st.sampled_from(truth[kind].values(name)), min_size=1, max_size=3, unique=True))
        for name in facets
    }

    page = page_of(kind, filters)

    assert page.total == len(truth[kind].matching(filters))
    assert shown_counts(page) == expected_counts(truth[kind], kind, filters)


def test_values_of_a_chosen_facet_stay_to_be_chosen_too(client, truth):
    page = read_page(client.get("/programmes/?country=be"))

    boxes = page.find_all("input", type="checkbox", name="country")
    assert {box["value"] for box in boxes} == set(truth["programme"].values("country"))
    assert [box["value"] for box in boxes if "checked" in box.attributes] == ["be"]


def test_the_chosen_value_comes_first_then_the_most_frequent_then_by_name(truth, db):
    view = next(view for view in page_of("programme", {"country": ["fi"]}).facets if view.facet.name == "country")

    counted = truth["programme"].counts("country", {})
    assert view.values[0].code == "fi"
    assert [value.count for value in view.values[1:]] == sorted(
        (n for c, n in counted.items() if c != "fi"), reverse=True
    )
    for before, after in zip(view.values[1:], view.values[2:], strict=False):
        assert before.count > after.count or before.label < after.label


@pytest.mark.parametrize(
    ("facet", "codes"), [("level", sorted), ("evidence", lambda codes: sorted(codes, reverse=True))]
)
def test_some_facets_have_an_order_of_their_own(truth, db, facet, codes):
    view = next(view for view in page_of("programme", {}).facets if view.facet.name == facet)

    assert [value.code for value in view.values] == codes(truth["programme"].values(facet))


def test_boxes_say_value_words_and_count(client, truth):
    page = read_page(client.get("/programmes/"))

    counted = truth["programme"].counts("status", {})
    boxes = page.find_all("input", type="checkbox", name="status")
    assert {box["value"] for box in boxes} == set(counted)
    labels = [label.text for label in page.find_all("label") if label.find_all("input", name="status")]
    assert sorted(labels) == sorted(
        f"{words} {counted[code]}"
        for code, words in (("active", "Active"), ("ended", "Ended"), ("paused", "Paused"), ("planned", "Planned"))
        if code in counted
    )


def test_a_value_that_no_record_has_can_be_taken_away_again(client, db):
    page = read_page(client.get("/programmes/?status=nonsense"))

    box = next(box for box in page.find_all("input", name="status") if "checked" in box.attributes)
    assert box["value"] == "nonsense"
    assert [chip["href"] for chip in page.find_all("a", "chip")] == ["/programmes/?"]


def test_kinds_are_counted_on_their_own(truth, db):
    assert counts(KINDS, "kind") == {kind: len(truth[kind].records) for kind in KINDS}
    assert counts(["programme"], "evidence", country="be") == truth["programme"].counts("evidence", {"country": ["be"]})
