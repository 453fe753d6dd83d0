"""The map of the site for search engines (sitemaps.org): an index, and parts by the keys of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import override

from bluestem.catalogue.api import RecordType, registry

RECORDS_IN_A_PART = 1_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

Pages = Callable[[], Iterable[str]]
Address = Callable[[], str]

_pages: list[Pages] = []


def register_sitemap_pages(pages: Pages) -> None:
    """Have public pages that are no records stand in the map.

    `pages` gives their paths in the active language, always the same pages in the same order.
    """
    if pages not in _pages:
        _pages.append(pages)


def index_text() -> str:
    """Give the index: the part of pages, and the parts of each record type with the latest change in each."""
    parts = [f"<sitemap><loc>{_part_address('pages', 0)}</loc></sitemap>"]
    for record_type in registry:
        for part, changed_at in parts_of(record_type):
            address = _part_address(record_type.name, part)
            parts.append(f"<sitemap><loc>{address}</loc><lastmod>{_moment(changed_at)}</lastmod></sitemap>")
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{chr(10).join(parts)}\n</sitemapindex>\n'


def parts_of(record_type: RecordType) -> list[tuple[int, datetime]]:
    """Give the number and the latest change of each part that has records. One query."""
    placed = record_type.public().annotate(part=F("pk") / RECORDS_IN_A_PART)
    grouped = placed.order_by().values("part").annotate(newest=Max("changed_at")).order_by("part")
    return [(row["part"], row["newest"]) for row in grouped]


def records_text(record_type: RecordType, part: int) -> str | None:
    """Give a part of a type's records, or None when there is none in it."""
    begin = part * RECORDS_IN_A_PART
    within = record_type.public().filter(pk__gte=begin, pk__lt=begin + RECORDS_IN_A_PART).order_by("pk")
    records = list(record_type.prepare(within))
    urls = [
        line
        for record in records
        for line in _entries(lambda record=record: record_type.url(record), record.changed_at)  # type: ignore[misc]
    ]
    return _urlset(urls) if urls else None


def pages_text() -> str:
    """Give the part of pages: the lists of records, the page for programs, and what rooms registered."""
    pages = {code: list(_paths(code)) for code, _name in settings.LANGUAGES}
    urls = []
    for number in range(len(pages[settings.LANGUAGE_CODE])):
        urls += _alternating({code: paths[number] for code, paths in pages.items()}, None)
    return _urlset(urls)


def _paths(language: str) -> Iterator[str]:
    with override(language):
        for record_type in registry:
            yield reverse(f"catalogue:{record_type.name}_list")
        yield reverse("interfaces:overview")
        for pages in _pages:
            yield from pages()


def _entries(address: Address, changed_at: datetime) -> list[str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = address()
    return _alternating(found, changed_at)


def _alternating(paths: dict[str, str], changed_at: datetime | None) -> list[str]:
    """Give an entry for each language of a page; each names all of them. A page of one language has one address."""
    changed = f"<lastmod>{_moment(changed_at)}</lastmod>" if changed_at else ""
    addresses = dict.fromkeys(paths.values())
    if len(addresses) == 1:
        return [f"<url><loc>{escape(settings.ORIGIN + path)}</loc>{changed}</url>" for path in addresses]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(settings.ORIGIN + path)}/>'
        for code, path in (*paths.items(), ("x-default", paths[settings.LANGUAGE_CODE]))
    )
    return [f"<url><loc>{escape(settings.ORIGIN + path)}</loc>{changed}{links}</url>" for path in addresses]


def _urlset(urls: list[str]) -> str:
    return f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n{chr(10).join(urls)}\n</urlset>\n'


def _part_address(name: str, part: int) -> str:
    return settings.ORIGIN + reverse("interfaces_machines:sitemap_part", kwargs={"name": name, "part": part})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
