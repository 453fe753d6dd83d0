"""What the portal's pages gather: the map, the meadow and the pages about a country."""

from __future__ import annotations

import pytest

from bluestem.portal.queries import country_tabs, meadow_countries, step_of, tiles, types_by_country
from bluestem.vocabularies.api import COUNTRIES


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (9, 3), (10, 4), (14, 4), (15, 5), (10_000, 5)]
)
def test_a_count_falls_into_the_step_that_the_scale_names(count, step):
    assert step_of(count) == step


def test_every_country_has_a_tile_whatever_it_has():
    found = {tile.country.code: (tile.count, tile.step) for tile in tiles({"be": 11, "eu": 3})}
    assert found.keys() == COUNTRIES.keys()
    assert (found["be"], found["eu"], found["is"]) == ((11, 4), (3, 2), (0, 0))


def test_the_meadow_rises_from_few_to_many_and_knows_no_union():
    grown = meadow_countries({"nl": 4, "be": 11, "eu": 9, "cy": 4, "zz": 2})
    assert [(country.code, count) for country, count in grown] == [("cy", 4), ("nl", 4), ("be", 11)]


def test_types_come_in_their_own_order():
    assert [record_type.name for record_type in types_by_country()] == ["programme", "publication", "organisation"]


def test_a_tab_without_records_is_left_out_unless_one_is_on_it():
    tabs = country_tabs(COUNTRIES["be"], {"programme": 11}, overview="Overview", current="publication")
    assert [(tab.label, tab.address, tab.count, tab.current) for tab in tabs] == [
        ("Overview", "/countries/be/", None, False),
        ("Programmes", "/countries/be/programmes/", 11, False),
        ("Publications", "/countries/be/publications/", 0, True),
    ]
