"""What the portal gathers from the rooms."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import State
from bluestem.network.api import CountryProfile, Organisation
from bluestem.portal.queries import (
    contact_of,
    country_tabs,
    meadow_countries,
    programmes_by_country,
    step_of,
    tiles,
    types_by_country,
)
from bluestem.programmes.api import Programme
from bluestem.vocabularies.api import COUNTRIES


@pytest.mark.parametrize(
    ("count", "step"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (9, 3), (10, 4), (14, 4), (15, 5), (9_999, 5)],
)
def test_the_map_has_six_steps(count, step):
    assert step_of(count) == step


def test_every_country_has_a_tile():
    found = {tile.country.code: (tile.count, tile.step) for tile in tiles({"be": 7, "xx": 3})}

    assert set(found) == set(COUNTRIES)
    assert found["be"] == (7, 3)
    assert found["fi"] == (0, 0)


def test_the_meadow_grows_from_few_to_many_and_only_where_something_is():
    found = meadow_countries({"be": 3, "fi": 1, "at": 3, "eu": 9, "xx": 2})

    assert [(country.code, count) for country, count in found] == [("fi", 1), ("at", 3), ("be", 3)]


def test_programmes_by_country_count_where_they_are_active(db):
    found = programmes_by_country()

    belgian = [p for p in Programme.objects.public() if "be" in (p.country, *p.also_active_in)]
    assert found["be"] == len(belgian) > 5


def test_every_type_of_the_sample_network_belongs_to_countries():
    assert {record_type.name for record_type in types_by_country()} == {"programme", "publication", "organisation"}


def test_tabs_leave_out_what_a_country_does_not_have():
    found = country_tabs(COUNTRIES["be"], {"programme": 3}, overview="Overview", current="")

    assert [(tab.label, tab.address, tab.count, tab.current) for tab in found] == [
        ("Overview", "/countries/be/", None, True),
        ("Programmes", "/countries/be/programmes/", 3, False),
    ]


def test_the_tab_one_is_on_stays_even_if_it_is_empty():
    found = country_tabs(COUNTRIES["be"], {}, overview="Overview", current="publication")

    assert [(tab.label, tab.count, tab.current) for tab in found] == [
        ("Overview", None, False),
        ("Publications", 0, True),
    ]


@pytest.mark.parametrize("state", State.values)
def test_the_contact_is_named_when_the_public_may_see_it(state):
    organisation = Organisation(name="A", state=state)
    profile = CountryProfile(country="be", national_contact=organisation)

    assert contact_of(profile) == (organisation if state == "published" else None)


def test_without_profile_or_contact_there_is_none():
    assert contact_of(None) is None
    assert contact_of(CountryProfile(country="be")) is None
