"""What other rooms may use of the vocabularies."""

from bluestem.vocabularies.countries import (
    COUNTRIES,
    Country,
    countries_by_name,
    country_labels,
    country_name,
    find_country,
    normalise_country,
)
from bluestem.vocabularies.languages import EU_LANGUAGES, LANGUAGES, language_labels
from bluestem.vocabularies.levels import LEVEL_CHOICES, LEVELS, level_labels
from bluestem.vocabularies.locales import current_locale, locale_for
from bluestem.vocabularies.topics import TOPIC_CHOICES, TOPICS, species_of, topic_labels

__all__ = [
    "COUNTRIES",
    "EU_LANGUAGES",
    "LANGUAGES",
    "LEVELS",
    "LEVEL_CHOICES",
    "TOPICS",
    "TOPIC_CHOICES",
    "Country",
    "countries_by_name",
    "country_labels",
    "country_name",
    "current_locale",
    "find_country",
    "language_labels",
    "level_labels",
    "locale_for",
    "normalise_country",
    "species_of",
    "topic_labels",
]
