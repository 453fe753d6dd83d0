"""Rich text: one short list of what may stand in it, for everything that people write."""

from __future__ import annotations

import nh3

from bluestem.kit.text import plain

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h3", "h4", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def clean_html(html: str) -> str:
    """Give the HTML with nothing but plain text structure: no scripts, styles, images or foreign attributes.

    Structure without a word in it, such as the empty paragraph that editors leave behind, is nothing.
    """
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow")
    # The admin's editor cannot read a line break that is left open as HTML allows.
    return cleaned.replace("<br>", "<br/>") if plain(cleaned) else ""
