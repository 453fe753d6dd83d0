"""Rich text: one short list of what may stand in it, for everything that people write."""

from __future__ import annotations

import nh3

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "h3", "h4", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def clean_html(html: str) -> str:
    """Give the HTML with nothing but plain text structure: no scripts, styles, images or foreign attributes."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow")
