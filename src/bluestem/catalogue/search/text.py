"""Text as the index and the search compare it, and queries as people type them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 512
MOST_WORDS = 32
PAIR_SIGN = "|"
# Words up to this length say little when they stand apart from what they were joined to (`e-learning`, `l'école`).
SHORT = 2

# Latin, Greek and Cyrillic accents; vowel signs of other scripts carry meaning and stay.
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that Unicode does not decompose, as people without them on the keyboard write them.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "ng"}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_APOSTROPHES = re.compile("['’ʼ＇`´]")
_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r'"([^"]*)"|([^\s"]+)')


def compose(text: str) -> str:
    """Give text in one spelling of each character (Unicode NFKC), accents kept."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def fold(text: str) -> str:
    """Give text in lower case and without accents: `Universität` becomes `universitat`. Gaps may become one space."""
    if text.isascii():
        return text.lower()
    return " ".join([word if word.isascii() else _fold_word(word) for word in compose(text).lower().split()])


def spellings(text: str) -> list[str]:
    """Give a pair `folded|written` for each word that folding changes, so that `universite` leads to `université`."""
    if text.isascii():
        return []
    return [pair for word in compose(text).lower().split() if not word.isascii() for pair in _pairs(word)]


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).casefold().translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=100_000)
def _pairs(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)
    return tuple(f"{folded}{PAIR_SIGN}{word}" for word in words if (folded := _fold_word(word)) != word)


@dataclass(frozen=True)
class Chunk:
    """A piece of a query: one word, words joined by signs (`e-learning`), or a phrase in quotes."""

    text: str
    quoted: bool = False


def chunks(line: str) -> tuple[Chunk, ...]:
    """Cut a cleaned query into words and quoted phrases; quotes without a partner are dropped."""
    found: list[Chunk] = []
    for quoted, word in _CHUNK.findall(line):
        if quoted.strip():
            found.append(Chunk(quoted.strip(), quoted=True))
        elif word:
            found += [Chunk(part) for part in _without_elisions(word)]
    return tuple(found[:MOST_WORDS])


def clean(typed: str) -> str:
    """Give a query as one line: composed, without control characters and lone surrogates, at most 512 characters."""
    text = without_surrogates(typed[: 4 * MOST_CHARACTERS])
    text = _CONTROLS.sub(" ", _INVISIBLE.sub("", compose(text))).translate(_QUOTES)
    return " ".join(text[:MOST_CHARACTERS].split())


def without_surrogates(text: str) -> str:
    """Give text without half characters, which no UTF-8 can hold."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def _without_elisions(word: str) -> list[str]:
    """`l'école` is `école` and `teacher's` is `teacher`: what stands apart by an apostrophe is seldom a word."""
    parts = [part for part in _APOSTROPHES.split(word) if part]
    return [part for part in parts if len(part) > SHORT] or parts
