"""The countries of the network: EU states, the EU itself, EEA, Switzerland, candidates and the United Kingdom.

Stored and addressed by ISO 3166-1 alpha-2 in lower case. The EU writes EL for Greece and UK for the United
Kingdom (Interinstitutional Style Guide, 7.1.1): both are accepted wherever a code is read, and shown on the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bluestem.vocabularies.locales import current_locale, locale_for

EU_ALIASES = {"el": "gr", "uk": "gb"}
EU_CODES = {"gr": "EL", "gb": "UK"}


@dataclass(frozen=True)
class Country:
    """One country. `group` is eu, union, eea, candidate or other; `languages` are its own official ones."""

    code: str
    group: str
    languages: tuple[str, ...]

    @property
    def short(self) -> str:
        """The code as EU texts print it: BE, EL, UK."""
        return EU_CODES.get(self.code, self.code.upper())

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return country_name(self.code)

    @property
    def own_names(self) -> tuple[tuple[str, str], ...]:
        """Language code and name in it, for each official language; without repeats of the reader's own name."""
        names = {self.name: ""}
        for language in self.languages:
            names.setdefault(locale_for(language).territories[self.code.upper()], language)
        return tuple((language, name) for name, language in names.items() if language)


def _countries(group: str, lines: str) -> Iterable[Country]:
    for line in lines.split(","):
        code, *languages = line.split()
        yield Country(code, group, tuple(languages))


COUNTRIES: dict[str, Country] = {
    country.code: country
    for country in (
        *_countries(
            "eu",
            "at de,be nl fr de,bg bg,hr hr,cy el tr,cz cs,dk da,ee et,fi fi sv,fr fr,de de,gr el,hu hu,ie ga en,it it,"
            "lv lv,lt lt,lu lb fr de,mt mt en,nl nl,pl pl,pt pt,ro ro,sk sk,si sl,es es ca eu gl,se sv",
        ),
        *_countries("union", "eu"),
        *_countries("eea", "is is,li de,no nb nn"),
        *_countries("candidate", "al sq,ba bs hr sr,ge ka,md ro,me sr,mk mk sq,rs sr,tr tr,ua uk,xk sq sr"),
        *_countries("other", "ch de fr it rm,gb en"),
    )
}


def normalise_country(text: str) -> str:
    """Give the stored code for what someone typed: `EL` and `gr` both give `gr`. Unknown codes come back lower-case."""
    code = text.strip().lower()
    return EU_ALIASES.get(code, code)


def find_country(text: str) -> Country | None:
    """Give the country for a code in either spelling and any case, or None."""
    return COUNTRIES.get(normalise_country(text))


def country_name(code: str) -> str:
    """Give the name in the reader's language; an unknown code comes back as it is."""
    return current_locale().territories.get(code.upper(), code)


def country_labels(codes: Sequence[str]) -> Mapping[str, str]:
    """Give the names of several countries in the reader's language."""
    return {code: country_name(code) for code in codes}


def countries_by_name() -> list[Country]:
    """Give every country in the alphabetical order of the reader's language; the EU comes first."""
    states = sorted((c for c in COUNTRIES.values() if c.group != "union"), key=lambda c: _sort_key(c.name))
    return [COUNTRIES["eu"], *states]


def _sort_key(name: str) -> str:
    from bluestem.kit.text import fold

    return fold(name)
