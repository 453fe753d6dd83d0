"""Countries: which there are, how they are written, what they are called."""

from __future__ import annotations

import pytest
from babel import Locale
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from bluestem.vocabularies.api import (
    COUNTRIES,
    Country,
    countries_by_name,
    country_labels,
    country_name,
    find_country,
    normalise_country,
)

GROUPS = {
    "eu": "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk",
    "union": "eu",
    "eea": "is li no",
    "candidate": "al ba ge md me mk rs tr ua xk",
    "other": "ch gb",
}


@pytest.mark.parametrize(("group", "codes"), GROUPS.items())
def test_the_countries_of_the_network(group, codes):
    assert sorted(code for code, country in COUNTRIES.items() if country.group == group) == codes.split()


def test_no_country_is_missing_from_the_groups():
    assert len(COUNTRIES) == sum(len(codes.split()) for codes in GROUPS.values()) == 43


@pytest.mark.parametrize(
    ("typed", "code"),
    [("EL", "gr"), ("el", "gr"), ("gr", "gr"), ("UK", "gb"), ("Gb", "gb"), (" be ", "be"), ("XX", "xx"), ("", "")],
)
def test_both_spellings_and_any_case_lead_to_one_code(typed, code):
    assert normalise_country(typed) == code


@given(st.text(max_size=6))
def test_normalising_twice_changes_nothing_more(typed):
    assert normalise_country(normalise_country(typed)) == normalise_country(typed)


@pytest.mark.parametrize("typed", ["xx", "", "belgium", "b", "bee", "e l", "\x00", "٣", "be/../"])
def test_what_is_no_country_is_not_found(typed):
    assert find_country(typed) is None


@pytest.mark.parametrize(("code", "short"), [("be", "BE"), ("gr", "EL"), ("gb", "UK"), ("eu", "EU"), ("xk", "XK")])
def test_short_code_is_that_of_eu_texts(code, short):
    assert COUNTRIES[code].short == short


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Belgium", "Greece", "European Union", "x1"]),
        ("fr", ["Belgique", "Grèce", "Union européenne", "x1"]),
        ("de", ["Belgien", "Griechenland", "Europäische Union", "x1"]),
        ("nl", ["België", "Griekenland", "Europese Unie", "x1"]),
    ],
)
def test_names_come_in_the_readers_language(language, names):
    codes = ["be", "gr", "eu", "x1"]

    with override(language):
        assert [country_name(code) for code in codes] == names
        assert country_labels(codes) == dict(zip(codes, names, strict=True))


def test_every_country_has_a_name_and_its_languages_exist():
    for country in COUNTRIES.values():
        assert country.name != country.code
        for language in country.languages:
            assert Locale.parse(language).territories[country.code.upper()]


def test_own_names_stand_once_each_and_not_the_readers():
    with override("nl"):
        assert COUNTRIES["be"].own_names == (("fr", "Belgique"), ("de", "Belgien"))
    with override("en"):
        assert COUNTRIES["ie"].own_names == (("ga", "Éire"),)
        assert COUNTRIES["gb"].own_names == ()
        assert Country("be", "eu", ("fr", "fr")).own_names == (("fr", "Belgique"),)


def test_list_begins_with_the_union_and_sorts_without_accents():
    with override("fr"):
        names = [country.name for country in countries_by_name()]

    assert names[:3] == ["Union européenne", "Albanie", "Allemagne"]
    assert names.index("Espagne") < names.index("Estonie") < names.index("Finlande")
    assert len(names) == len(COUNTRIES)
