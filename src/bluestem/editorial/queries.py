"""Reading pages: for readers, for links on every page, and for the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from bluestem.catalogue.api import registry
from bluestem.editorial.models import EditorialPage, HomePage, PublishedPage, home_slug
from bluestem.kit.remembered import Remembered


@dataclass(frozen=True)
class PageLink:
    """A link to a page: its words, address and summary."""

    words: str
    address: str
    summary: str = ""


def live_page(path: str) -> EditorialPage | None:
    """Give the published page at a path such as `about/team`, in the active language, or None. One query."""
    place = f"/{home_slug(get_language() or '')}/{path}/"
    return EditorialPage.objects.live().filter(url_path=place).select_related("locale").first()


def home_page() -> HomePage | None:
    """Give what the secretariat put on the home page in the active language, or None. One query."""
    return HomePage.objects.live().filter(slug=home_slug(get_language() or ""), depth=2).first()


def addresses_of(page: EditorialPage) -> dict[str, str]:
    """Give language to path of the published translations of a page, itself included. One query."""
    published = PublishedPage.objects.public().filter(uuid=page.translation_key).first()
    return {language: text["address"] for language, text in published.texts.items()} if published else {}


def crumbs_of(page: EditorialPage) -> list[PageLink]:
    """Give the published pages above a page, from the top. One query; none for a page below the home page."""
    if page.depth <= 3:
        return []
    above = EditorialPage.objects.ancestor_of(page).live().select_related("locale").order_by("depth")
    return [_link(ancestor) for ancestor in above]


def pages_below(page: EditorialPage) -> list[PageLink]:
    """Give the published pages right below a page, in the order of the tree. At most one query."""
    if page.is_leaf():
        return []
    return [_link(child) for child in EditorialPage.objects.child_of(page).live().select_related("locale")]


def chosen_records(home: HomePage) -> list[tuple[Any, Any]]:
    """Give record type and record for what editors chose, in their order; what is public no more is left out.

    One query for each kind, and those of its `prepare`.
    """
    wanted = [(block.value["kind"], block.value["slug"]) for block in home.highlights]
    found: dict[tuple[str, str], Any] = {}
    for kind in {kind for kind, _slug in wanted if kind in registry}:
        slugs = [slug for of, slug in wanted if of == kind]
        records = registry[kind].prepare(registry[kind].public().filter(slug__in=slugs))
        found |= {(kind, record.slug): record for record in records}
    return [(registry[kind], found[kind, slug]) for kind, slug in wanted if (kind, slug) in found]


def placed_links(section: str) -> Iterable[tuple[int, str, str]]:
    """Give order, words and path of the pages that editors placed in a section of the menu, in the active language."""
    return placed_pages.get().get((get_language() or settings.LANGUAGE_CODE, section), ())


def _read_placed() -> dict[tuple[str, str], list[tuple[int, str, str]]]:
    found: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for page in PublishedPage.objects.public().order_by("pk"):
        for language, text in page.texts.items():
            if text["place"]:
                link = (text["order"], text["title"], text["address"])
                found.setdefault((language, text["place"]), []).append(link)
    return found


placed_pages = Remembered(lambda: settings.DATA_FOLDER / "placed-pages", _read_placed)


def _link(page: EditorialPage) -> PageLink:
    return PageLink(page.title, page.get_absolute_url(), page.summary)
