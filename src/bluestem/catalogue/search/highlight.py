"""Showing why a record was found: its words marked, and the part of a long text where most of them are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from bluestem.catalogue.search.analysis import stem
from bluestem.catalogue.search.port import Term
from bluestem.catalogue.search.text import compose, fold

EXCERPT_LENGTH = 200
# How much of an excerpt stands before its first marked word.
LEAD = 40
REMEMBERED_WORDS = 20_000

# Letters and digits, with accents written apart and the vowel signs of Arabic and Indic script.
_SIGNS = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff]"
_WORD = re.compile(f"[^\\W_]+(?:{_SIGNS}+[^\\W_]*)*")
_OPEN = "<mark>"
_CLOSE = "</mark>"


class Marker:
    """Marks the words of one search in texts.

    `Marker(result.terms)`; `Marker(())` marks nothing and only escapes.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)
        self._known = _remembered(self._terms)

    def mark(self, text: str) -> Markup:
        """Give a text as safe HTML with `<mark>` around each word that was searched for."""
        return self._marked(text, 0, len(text))

    def excerpt(self, text: str, length: int = EXCERPT_LENGTH) -> Markup:
        """Give the part of a text, of about `length` characters, with the most different marked words, as `mark` does.

        Cuts at words, and shows cuts by an ellipsis. Without a marked word it is the beginning.
        """
        if len(text) <= length:
            return self.mark(text)
        start, end = _whole_words(text, self._best_start(text, length), length)
        before, after = ("… " if start else ""), ("…" if end < len(text) else "")
        return Markup("{}{}{}").format(before, self._marked(text, start, end), after)

    def _marked(self, text: str, start: int, end: int) -> Markup:
        if not self._terms:
            return escape(text[start:end])
        pieces: list[str] = []
        for found in _WORD.finditer(text, start, end):
            if self._matches(found.group()):
                pieces += (escape(text[start : found.start()]), _OPEN, escape(found.group()), _CLOSE)
                start = found.end()
        pieces.append(escape(text[start:end]))
        return Markup("".join(pieces))  # noqa: S704 - every piece of text is escaped above

    def _best_start(self, text: str, length: int) -> int:
        """Give where the window begins that holds the most different words, the earliest of the best."""
        places = [
            (found.start(), found.end(), fold(found.group()))
            for found in (_WORD.finditer(text) if self._terms else ())
            if self._matches(found.group())
        ]
        best, best_start = 0, 0
        for number, (start, _, _) in enumerate(places):
            begin = max(0, start - LEAD)
            held = {word for _, end, word in places[number:] if end <= begin + length}
            if len(held) > best:
                best, best_start = len(held), begin
        return best_start

    def _matches(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= REMEMBERED_WORDS:
                self._known.clear()
            known = self._known[word] = _is_searched(word, self._terms)
        return known


@lru_cache(maxsize=64)
def _remembered(terms: tuple[Term, ...]) -> dict[str, bool]:
    """Give what is known of words for these terms; pages of one search share it."""
    return {}


def _is_searched(word: str, terms: tuple[Term, ...]) -> bool:
    folded = fold(word)
    written = compose(word).lower()
    return any(
        folded == term.word
        or (term.prefix and folded.startswith(term.word))
        or any(stem(language, written) == found for language, found in term.stems)
        for term in terms
    )


def _whole_words(text: str, start: int, length: int) -> tuple[int, int]:
    """Move the ends of a window to the nearest gaps between words inside it."""
    end = min(len(text), start + length)
    if end == len(text):
        start = max(0, end - length)
    if start and (gap := text.find(" ", start, start + LEAD)) >= 0:
        start = gap + 1
    if end < len(text) and (gap := text.rfind(" ", start, end)) > start:
        end = gap
    return start, end
