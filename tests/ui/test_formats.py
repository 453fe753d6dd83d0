"""Dates, times and numbers as the reader writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from bluestem.ui import formats

DAY = date(2021, 11, 25)


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("en", "Thursday 25 November 2021", "25 November 2021", "November 2021"),
        ("fr", "jeudi 25 novembre 2021", "25 novembre 2021", "novembre 2021"),
        ("de", "Donnerstag, 25. November 2021", "25. November 2021", "November 2021"),
        ("nl", "donderdag 25 november 2021", "25 november 2021", "november 2021"),
    ],
)
def test_dates_follow_the_language(language, long, short, month):
    with override(language):
        assert (formats.long_date(DAY), formats.short_date(DAY), formats.month(DAY)) == (long, short, month)


def test_moments_are_shown_in_the_current_time_zone():
    late = datetime(2021, 11, 25, 23, 30, tzinfo=UTC)
    with timezone.override("Europe/Athens"):
        assert formats.long_date(late) == "Friday 26 November 2021"
        assert formats.clock(late) == "01:30"
        assert formats.iso(late) == "2021-11-26T01:30+02:00"


def test_a_day_is_written_for_machines_without_a_time():
    assert formats.iso(DAY) == "2021-11-25"


@pytest.mark.parametrize(
    ("language", "value", "digits", "text"),
    [
        ("en", 1284, None, "1\u202f284"),
        ("de", 1234567, None, "1\u202f234\u202f567"),
        ("fr", 1284, None, "1\u202f284"),
        ("nl", 1284.5, None, "1\u202f284,5"),
        ("en", 0.382, 2, "0.38"),
        ("en", Decimal("0.40"), 2, "0.40"),
        ("en", 12.6, 0, "13"),
        ("en", -0.14, 2, "\u22120.14"),
        ("en", 7, None, "7"),
    ],
)
def test_numbers_have_thin_groups_and_a_true_minus(language, value, digits, text):
    with override(language):
        assert formats.number(value, digits) == text


def test_names_of_languages():
    with override("fr"):
        assert formats.language_name("nl") == "néerlandais"
    assert formats.language_name("pt-BR") == "Brazilian Portuguese"
    assert formats.language_name("xx-none") == "xx-none"
    assert formats.own_language_name("nl") == "Nederlands"
    assert formats.own_language_name("zz zz") == "zz zz"
