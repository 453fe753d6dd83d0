"""Addresses follow the language of the page and are remembered rightly."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch
from django.utils.translation import override

from bluestem.ui.addresses import address, addresses_by_language, slug_address


def test_an_address_follows_the_language():
    assert address("portal:country", "be") == "/countries/be/"
    with override("fr"):
        assert address("portal:country", "be") == "/fr/countries/be/"
    assert address("portal:country", code="fr") == "/countries/fr/"


def test_a_slug_stands_where_it_belongs():
    assert slug_address("programmes:programme_detail", "a-slug") == "/programmes/a-slug/"
    with override("nl"):
        assert slug_address("programmes:programme_detail", "b") == "/nl/programmes/b/"


def test_an_unknown_name_is_an_error_each_time():
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            address("portal:no-such-page")


def test_a_page_in_every_language():
    assert addresses_by_language("portal:country", (), {"code": "be"}) == {
        "en": "/countries/be/",
        "fr": "/fr/countries/be/",
        "de": "/de/countries/be/",
        "nl": "/nl/countries/be/",
    }


def test_a_page_that_has_one_address_for_all_has_none_by_language():
    assert addresses_by_language("ui:theme", (), {}) == {}
