"""The portal's pages for the map of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from bluestem.vocabularies.api import COUNTRIES

PAGES = ("portal:home", "portal:countries", "portal:evidence", "portal:open_data")


def public_pages() -> Iterator[str]:
    """Give the paths of the portal's own pages in the active language, every country's among them."""
    yield from map(reverse, PAGES)
    for code in COUNTRIES:
        yield reverse("portal:country", args=[code])
