"""Languages by BCP 47 code: the 24 official languages of the EU and those of its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bluestem.vocabularies.locales import current_locale, locale_for

EU_LANGUAGES = tuple(["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"])
LANGUAGES = (*EU_LANGUAGES, *["bs", "ca", "eu", "gl", "is", "ka", "lb", "mk", "nb", "nn", "no", "rm", "sq", "sr", "tr", "uk"])


def language_name(code: str) -> str:
    """Give the name of a language in the reader's language; an unknown code comes back as it is."""
    return current_locale().languages.get(code, code)


def own_language_name(code: str) -> str:
    """Give the name of a language in itself, such as Nederlands."""
    name = locale_for(code).languages.get(code, code)
    return name[:1].upper() + name[1:]


def language_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the names of several languages, each beginning with a capital for lists."""
    return {code: (name := language_name(code))[:1].upper() + name[1:] for code in codes}
