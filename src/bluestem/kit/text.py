"""Small truths about text: folding, trimming, cleaning."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose but people type without their stroke or ligature.
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# XML 1.0, 2.2: what is no Char
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Give the text in lower case without accents, so that `Université` and `universite` are equal."""
    # Taken apart before and after: `™` only then becomes letters, `ǽ` only then a ligature that can be undone.
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_STROKES)
    apart = unicodedata.normalize("NFKD", letters)
    return "".join(character for character in apart if not unicodedata.combining(character))


def clean_line(text: str, limit: int = 500) -> str:
    """Give one line without control characters or lone surrogates, spaces collapsed, at most `limit` long."""
    return _SPACE.sub(" ", _CONTROL.sub(" ", text)).strip()[:limit].rstrip()


def for_xml(text: str) -> str:
    """Give the text without what XML cannot hold, such as the vertical tabs that come along from a slide."""
    return _NOT_IN_XML.sub(" ", text)


def plain(html: str) -> str:
    """Give the words of a piece of HTML; block borders become spaces."""
    from html import unescape

    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def shorten(text: str, limit: int) -> str:
    """Give the text cut at a word border to at most `limit` characters, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
