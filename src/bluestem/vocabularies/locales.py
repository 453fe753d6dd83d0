"""Names and formats of a language, from the Unicode CLDR through Babel."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language


@lru_cache(maxsize=64)
def locale_for(language: str) -> Locale:
    """Give the CLDR data of a language (BCP 47)."""
    return Locale.parse(language, sep="-")


def current_locale() -> Locale:
    """Give the CLDR data of the reader's language."""
    return locale_for(get_language() or "en")
