"""The sample network's own pages, published as an editor would publish them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bluestem.accounts.api import User
from bluestem.demo.reading import read
from bluestem.editorial.api import (
    EditorialPage,
    HomePage,
    home_slug,
    prepare_moderation,
    prepare_page_tree,
    publish_page,
)


def load_pages(administrator: User) -> int:
    """Add the pages that are missing, in every language that they have; give how many were added."""
    prepare_page_tree()
    prepare_moderation()
    added = 0
    for row in read("pages"):
        original: EditorialPage | None = None
        for language, text in row["texts"].items():
            home = HomePage.objects.get(slug=home_slug(language), depth=2)
            slug = text.get("slug", row["slug"])
            known = EditorialPage.objects.child_of(home).filter(slug=slug).first()
            page = known or publish_page(page=_build(row, text, slug, original), parent=home, actor=administrator)
            original = original or page
            added += known is None
    return added


def _build(row: Mapping[str, Any], text: Mapping[str, Any], slug: str, original: EditorialPage | None) -> EditorialPage:
    page = EditorialPage(
        title=text["title"],
        slug=slug,
        summary=text["summary"],
        place=row["place"],
        place_order=row["order"],
        body=EditorialPage.body.field.stream_block.to_python([_block(part) for part in text["body"]]),
    )
    if original:
        page.translation_key = original.translation_key
    return page


def _block(part: Mapping[str, Any]) -> dict[str, Any]:
    ((kind, value),) = part.items()
    return {"type": kind, "value": value}
