"""A large made-up catalogue for measuring search: words as frequent as in real texts, in four languages, six facets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from bluestem.catalogue.records import Document

KINDS = ("organisation", "programme", "publication")
FACETS = {"country": 38, "level": 9, "organisation_kind": 11, "status": 4, "topic": 40, "year": 25}
# Share of records by language, and what words of that language are put together from.
SYLLABLES = {
    "en": (50, "teach learn school scien math engin robot energ climat girl career lab project method space data code"),
    "fr": (20, "enseign appren école scienc mathémat ingéni énergi métier fill élèv carrièr projet méthod étud donné"),
    "de": (20, "lehr lern schül wissen mathem technik energ beruf mädch kind projekt method raum daten grün übung"),
    "nl": (10, "leerkr leren school wetensch wiskund techn energ beroep meis kind project methode ruimte gegeven"),
}
ENDINGS = {
    "en": "er ers ing ation ational ment ments ist ive ively ability ics ical ed s",
    "fr": "ant ants ement ation ations ique iques eur eurs euse ité ités ement és ée",
    "de": "er in innen ung ungen lich keit keiten schaft ig isch ische en es haft",
    "nl": "er ers ing ingen elijk heid heden schap ig isch ische en s baar",
}
WORDS_PER_LANGUAGE = 20_000
SOUNDS = [
    f"{consonant}{vowel}" for consonant in "bcdfghjklmnprstvwz" for vowel in ("a", "e", "i", "o", "u", "ei", "ar")
]


class World:
    """Deterministic records, numbered from 1."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self.vocabulary = {language: self._words(language) for language in SYLLABLES}
        # Zipf's law: a word's frequency falls with its rank.
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(WORDS_PER_LANGUAGE)))
        shares = [share for share, _ in SYLLABLES.values()]
        self._languages = self._random.choices(list(SYLLABLES), shares, k=997)
        self._codes = {name: [f"{name[:2]}{number}" for number in range(count)] for name, count in FACETS.items()}

    def rows(self, count: int) -> list[tuple[int, str, str, str]]:
        """Give number, language, title and text of each record."""
        return [self._row(number) for number in range(1, count + 1)]

    def documents(self, rows: list[tuple[int, str, str, str]]) -> Iterator[Document]:
        """Build the documents as a room would from its records."""
        for number, language, title, text in rows:
            yield Document(
                kind=KINDS[number % len(KINDS)],
                pk=number,
                title=title,
                texts={language: f"{title} {text}"},
                names=f"ACR{number}",
                facets={name: self._values(name, codes, number) for name, codes in self._codes.items()},
                numbers={"published": 1_500_000_000 + number * 7_919 % 300_000_000},
            )

    def _values(self, name: str, codes: list[str], number: int) -> list[str]:
        first = codes[int(len(codes) * (number * 2_654_435_761 % 1_000 / 1_000) ** 2)]
        return [first, codes[number % len(codes)]] if name == "topic" else [first]

    def _row(self, number: int) -> tuple[int, str, str, str]:
        language = self._languages[number % len(self._languages)]
        length = self._random.randint(20, 120)
        words = self._random.choices(self.vocabulary[language], cum_weights=self._weights, k=length)
        cut = self._random.randint(3, 10)
        return number, language, " ".join(words[:cut]).capitalize(), f"{' '.join(words[cut:])}."

    def _words(self, language: str) -> list[str]:
        beginnings, endings = SYLLABLES[language][1].split(), ENDINGS[language].split()
        words = {f"{beginning}{ending}": None for beginning in beginnings for ending in endings}
        while len(words) < WORDS_PER_LANGUAGE:
            stem = "".join(self._random.choices(SOUNDS, k=self._random.randint(2, 4)))
            words |= {f"{stem}{ending}": None for ending in self._random.choices(endings, k=2)}
        return list(words)[:WORDS_PER_LANGUAGE]
