"""Texts that editors write: cleaned when they are shown, and read as plain words by the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from markupsafe import Markup
from wagtail.rich_text import RichText, expand_db_html

from bluestem.kit.html import clean_html
from bluestem.kit.text import plain


@dataclass(frozen=True)
class Section:
    """A heading of a page and its anchor."""

    anchor: str
    words: str


def formatted(text: RichText | str) -> Markup:
    """Give a rich text as it may be shown: links to our own pages resolved, everything else through `clean_html`."""
    source = text.source if isinstance(text, RichText) else text
    return Markup(clean_html(expand_db_html(source)))  # noqa: S704 - cleaned just before


def sections_of(body: Iterable[Any]) -> list[Section]:
    """Give the headings of a body; two of the same words get different anchors, and questions have one of their own."""
    found: list[Section] = []
    for block in body:
        words = _heading_of(block)
        if words:
            anchor = slugify(words) or "section"
            taken = sum(1 for section in found if section.words == words)
            found.append(Section(f"{anchor}-{taken + 1}" if taken else anchor, words))
    return found


def _heading_of(block: Any) -> str:
    if block.block_type == "heading":
        return str(block.value)
    if block.block_type == "questions":
        return _("Questions and answers")
    return str(block.value["heading"]) if block.block_type == "records" else ""


def words_of(body: Any) -> str:
    """Give every word of a body that a reader can read, in order, without markup."""
    return " ".join(word for block in body for word in _words(block.value) if word)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        yield plain(value.source)
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "items"):
        for name, part in value.items():
            if name not in ("kind", "topic", "country", "link", "language"):
                yield from _words(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _words(part)
