"""Dates, times, numbers and names of languages as the reader writes them (Unicode CLDR through Babel)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, numbers
from django.utils import timezone
from django.utils.translation import get_language

# U+202F. Written in every language: a group separator that nobody can take for a decimal sign
# (EU interinstitutional style guide, 6.5: numbers above 999 are set in groups of three with a space).
THIN_SPACE = "\u202f"
MINUS = "\u2212"
# CLDR puts a comma after the English weekday; plain British style has none.
_LONG = {"en": "EEEE d MMMM y"}


def long_date(value: date | datetime) -> str:
    """Give day and date in words: "Thursday 25 November 2021". A datetime is read in the current time zone."""
    return dates.format_date(_day(value), _LONG.get(_locale().language, "full"), _locale())


def short_date(value: date | datetime) -> str:
    """Give the date without its weekday: "25 November 2021"."""
    return dates.format_date(_day(value), "long", _locale())


def month(value: date | datetime) -> str:
    """Give month and year: "November 2021"."""
    return dates.format_skeleton("yMMMM", _day(value), locale=_locale())


def clock(value: datetime | time) -> str:
    """Give the time of day, 24 hours: "18:00". A datetime is read in the current time zone."""
    moment = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return dates.format_time(moment, "HH:mm", locale=_locale())


def iso(value: date | datetime) -> str:
    """Give the machine's form for `<time datetime>`: ISO 8601, with the offset of the current time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat()


def number(value: int | float | Decimal, digits: int | None = None) -> str:
    """Give a number with the locale's decimal sign, a thin no-break space between groups and a true minus.

    digits: how many stand after the decimal sign; without it, up to three, as many as there are.
    """
    if isinstance(value, int) and digits is None:  # most numbers; the same in every language
        return f"{value:,}".replace(",", THIN_SPACE).replace("-", MINUS)
    locale = _locale()
    pattern = "#,##0.###" if digits is None else f"#,##0.{'0' * digits}".rstrip(".")
    text = numbers.format_decimal(value, format=pattern, locale=locale)
    text = text.replace(numbers.get_group_symbol(locale), THIN_SPACE)
    return text.replace(numbers.get_minus_sign_symbol(locale), MINUS)


def language_name(code: str) -> str:
    """Give the name of a language (BCP 47) in the reader's language: "Dutch"; the code itself if it is unknown."""
    names = _locale().languages
    return names.get(code.replace("-", "_")) or names.get(code.partition("-")[0]) or code


def own_language_name(code: str) -> str:
    """Give the name of a language in itself, with a capital: "Nederlands"; the code itself if it is unknown."""
    try:
        name = Locale.parse(code, sep="-").get_language_name()
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _locale() -> Locale:
    return _locale_for(get_language() or "en")


@lru_cache(maxsize=64)
def _locale_for(code: str) -> Locale:
    # The site's English is British; CLDR's plain `en` is American.
    return Locale.parse("en_GB" if code == "en" else code, sep="_" if code == "en" else "-")
