"""Codes that many tables hold, each with the words that people may write for it."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from bluestem.vocabularies.api import COUNTRIES, LANGUAGES, country_labels, language_labels, topics


def topic_words() -> list[tuple[str, str]]:
    """Give code and words of every topic, retired ones too, for `several_of`."""
    return [(topic.code, topic.label) for topic in topics().values()]


def country_words() -> list[tuple[str, str]]:
    """Give code and name of every country, for `one_of` and `several_of`."""
    return list(country_labels(list(COUNTRIES)).items())


def language_words() -> list[tuple[str, str]]:
    """Give code and name of every language, for `one_of` and `several_of`."""
    return list(language_labels(LANGUAGES).items())


def identifier(text: str) -> str:
    """Take the identifier of a record as our exports write it, or nothing. Raises ValueError with a sentence."""
    try:
        return str(uuid.UUID(text.strip())) if text.strip() else ""
    except ValueError:
        raise ValueError(_("This is no identifier of a record of ours. Leave the cell empty for a new one.")) from None
