"""Facets that several record types share, so that they mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.publishing import PublicRecord
from bluestem.catalogue.records import Facet
from bluestem.vocabularies.api import (
    country_labels,
    language_labels,
    level_labels,
    normalise_country,
    normalise_topic,
    topic_labels,
)


def as_they_are(codes: Sequence[str]) -> Mapping[str, str]:
    """Labels of codes that everyone can read, such as years."""
    return {code: code for code in codes}


def choice_labels(choices: type[TextChoices]) -> Callable[[Sequence[str]], Mapping[str, str]]:
    """Give the labels function of an enumeration."""
    words = dict(choices.choices)
    return lambda codes: {code: str(words.get(code, code)) for code in codes}


COUNTRY = Facet(name="country", label=_("Country"), labels=country_labels, normalise=normalise_country)
LEVEL = Facet(name="level", label=_("Education level"), labels=level_labels, order="code")
TOPIC = Facet(name="topic", label=_("Topic"), labels=topic_labels, normalise=normalise_topic)
LANGUAGE = Facet(name="language", label=_("Language"), labels=language_labels, open=False)
YEAR = Facet(name="year", label=_("Year"), labels=as_they_are, order="-code", open=False)


# Codes of the facet on confirmation. Records pass from one to the other by the calendar alone: the worker writes those
# to the index anew on the day (publishing's confirmation sweep).
WITHIN_A_YEAR = "yes"
NOT_WITHIN_A_YEAR = "no"


def confirmation_labels(codes: Sequence[str]) -> Mapping[str, str]:
    words = {WITHIN_A_YEAR: _("Confirmed within a year"), NOT_WITHIN_A_YEAR: _("Not confirmed for a year")}
    return {code: str(words.get(code, code)) for code in codes}


def confirmed_codes(record: PublicRecord) -> list[str]:
    """Give what the index knows of a record's confirmation today."""
    return [NOT_WITHIN_A_YEAR if record.is_confirmation_old(timezone.now()) else WITHIN_A_YEAR]


CONFIRMED = Facet(name="confirmed", label=_("Confirmation"), labels=confirmation_labels, open=False)
