"""Words for codes: languages, levels, topics."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from bluestem.ui.api import SPECIES
from bluestem.vocabularies.api import (
    EU_LANGUAGES,
    LANGUAGES,
    LEVELS,
    TOPICS,
    language_labels,
    level_labels,
    locale_for,
    species_of,
    topic_labels,
)
from bluestem.vocabularies.topics import SPECIES as PLANT_OF_TOPIC


def test_the_24_official_languages_come_first():
    assert len(set(EU_LANGUAGES)) == 24
    assert LANGUAGES[:24] == EU_LANGUAGES
    assert len(set(LANGUAGES)) == len(LANGUAGES)


def test_every_language_is_known_to_the_cldr():
    assert [code for code in LANGUAGES if locale_for(code).language not in (code, "nb")] == []


def test_language_names_begin_with_a_capital():
    with override("fr"):
        assert language_labels(["nl", "en", "zz"]) == {"nl": "Néerlandais", "en": "Anglais", "zz": "Zz"}


def test_levels_are_those_of_isced_2011():
    assert list(LEVELS) == list("012345678")
    assert level_labels(["1", "8", "9"]) == {"1": "Primary", "8": "Doctoral or equivalent", "9": "9"}


def test_topics_have_words_and_unknown_ones_stay(db):
    assert topic_labels(["careers", "alchemy"]) == {"careers": "Careers and guidance", "alchemy": "alchemy"}


def test_every_topic_has_a_plant_that_can_be_drawn():
    assert set(PLANT_OF_TOPIC) == set(TOPICS)
    assert set(PLANT_OF_TOPIC.values()) <= set(SPECIES)


@pytest.mark.parametrize(
    ("topics", "plant"), [(["mathematics", "climate"], "spiral"), ([], "grass"), (["alchemy"], "grass")]
)
def test_the_first_topic_decides_the_plant(db, topics, plant):
    assert species_of(topics) == plant
