"""An issue as a mail shows it: addresses with the site's own name before them, and the same words without markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.conf import settings
from markupsafe import Markup
from wagtail.rich_text import RichText, expand_db_html

from bluestem.kit.html import clean_html

_PATH = re.compile(r'href="(/[^"]*)"')


def formatted(text: RichText) -> Markup:
    """Give a rich text cleaned, every link with its whole address."""
    cleaned = clean_html(expand_db_html(text.source))
    return Markup(_PATH.sub(rf'href="{settings.ORIGIN}\1"', cleaned))  # noqa: S704 - cleaned just before


def absolute(address: str) -> str:
    """Give a path of this site as a whole address; others stay."""
    return f"{settings.ORIGIN}{address}" if address.startswith("/") else address


def as_text(text: RichText) -> str:
    """Give a rich text as plain lines: list items begin with a dash, links are followed by their address."""
    reader = _Plain()
    reader.feed(formatted(text))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.pieces).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        self.pieces.append({"p": "\n\n", "ul": "\n", "ol": "\n", "li": "\n- ", "br": "\n"}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            address = self._links.pop()
            self.pieces.append(f" ({address})" if address else "")

    def handle_data(self, data: str) -> None:
        # Line breaks of the source are no lines of the text.
        self.pieces.append(data.replace("\n", " "))
