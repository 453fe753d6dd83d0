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
from bluestem.vocabularies.models import Topic
from bluestem.vocabularies.services import bring_back_topic, on_topics_changed, retire_topic, save_topic
from bluestem.vocabularies.topics import (
    TOPICS,
    current_topic,
    normalise_topic,
    species_of,
    topic_choices,
    topic_labels,
    topics,
)

__all__ = [
    "COUNTRIES",
    "EU_LANGUAGES",
    "LANGUAGES",
    "LEVELS",
    "LEVEL_CHOICES",
    "TOPICS",
    "Country",
    "Topic",
    "bring_back_topic",
    "countries_by_name",
    "country_labels",
    "country_name",
    "current_locale",
    "current_topic",
    "find_country",
    "language_labels",
    "level_labels",
    "locale_for",
    "normalise_country",
    "normalise_topic",
    "on_topics_changed",
    "retire_topic",
    "save_topic",
    "species_of",
    "topic_choices",
    "topic_labels",
    "topics",
]
