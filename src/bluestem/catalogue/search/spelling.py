"""Typing errors: the nearest word that records do have.

The index's own dictionary is the vocabulary, so it is always current and costs no memory. One error is found by trying
every possible slip; two errors (long words only) by trying every slip in the first half and comparing what follows.
Distances are Damerau-Levenshtein in the form where neighbouring letters may swap once.
"""

from __future__ import annotations

from collections.abc import Iterator

from tantivy import Searcher

from bluestem.catalogue.search.schema import WORDS

SHORTEST_WORD = 4
SHORTEST_FOR_TWO = 8
LONGEST_WORD = 30
MOST_CANDIDATES = 8

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяіјљњћџ",
)


class Speller:
    """Finds near words in one open index. Words are folded."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def frequency(self, word: str) -> int:
        """Give how many records have a word."""
        return self._searcher.doc_freq(WORDS, word)

    def near(self, word: str) -> list[str]:
        """Give the words nearest to a misspelt one, most frequent first; none for numbers and short words."""
        alphabet = _alphabet(word)
        if not alphabet or not SHORTEST_WORD <= len(word) <= LONGEST_WORD:
            return []
        found = self._one_slip(word, alphabet)
        if not found and len(word) >= SHORTEST_FOR_TWO:
            found = self._two_slips(word, alphabet)
        ranked = sorted(found, key=lambda candidate: (-found[candidate], candidate))
        return ranked[:MOST_CANDIDATES]

    def _one_slip(self, word: str, alphabet: str) -> dict[str, int]:
        counted = ((candidate, self.frequency(candidate)) for candidate in slips(word, alphabet))
        return {candidate: count for candidate, count in counted if count}

    def _two_slips(self, word: str, alphabet: str) -> dict[str, int]:
        beginnings = {word[: len(word) // 2], *slips(word[: len(word) // 2], alphabet)}
        lengths = range(len(word) - 2, len(word) + 3)
        return {
            candidate: count
            for beginning in beginnings
            for candidate, count in self._searcher.terms_with_prefix(WORDS, beginning)
            if len(candidate) in lengths and distance(word, candidate, 2) <= 2
        }


def slips(word: str, alphabet: str) -> set[str]:
    """Give every text one slip away: a letter left out, doubled or added, mistaken, or two swapped."""
    return set(_slips(word, alphabet)) - {word}


def _slips(word: str, alphabet: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in alphabet:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def distance(one: str, other: str, limit: int) -> int:
    """Give the number of slips between two words, or some number above `limit` as soon as it is sure to be above.

    Optimal string alignment, after Damerau (1964) and Levenshtein (1966).
    """
    older: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, older[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        older, last = last, current
    return last[-1]


def _alphabet(word: str) -> str:
    """Give the letters of a word's script; empty for words with digits or of a script without an alphabet here."""
    return next((letters for letters in _ALPHABETS if all(letter in letters for letter in word)), "")
