"""What the pages of the portal show, gathered from what rooms declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bluestem.catalogue.api import COUNTRY, RecordType, counts, registry
from bluestem.network.api import CountryProfile
from bluestem.ui.api import address
from bluestem.vocabularies.api import COUNTRIES, Country, countries_by_name

# Upper borders of the map's six steps: 0, up to 2, 5, 9, 14, and more
STEPS = (0, 2, 5, 9, 14)


@dataclass(frozen=True)
class CountryPanelContext:
    """The country whose page asks (slot `country`)."""

    country: Country


@dataclass(frozen=True)
class HomePanelContext:
    """The home page asks (slot `home`)."""


@dataclass(frozen=True)
class Tile:
    """A country on the map: `step` is 0 to 5."""

    country: Country
    count: int
    step: int


def types_by_country() -> tuple[RecordType, ...]:
    """Give the record types that belong to countries, in the order of their declaration."""
    return tuple(t for t in registry if COUNTRY in t.facets)


def programmes_by_country() -> dict[str, int]:
    """Give country code to number of programmes active there."""
    return counts(["programme"], "country")


def tiles(found: Mapping[str, int]) -> list[Tile]:
    """Give every country that has a place on the map, in reading order of its names."""
    return [Tile(c, found.get(c.code, 0), step_of(found.get(c.code, 0))) for c in countries_by_name()]


def step_of(count: int) -> int:
    """Give the step of the map's scale, 0 to 5."""
    return sum(1 for border in STEPS if count > border)


def meadow_countries(found: Mapping[str, int]) -> list[tuple[Country, int]]:
    """Give the countries that have programmes, fewest first, for the meadow on the home page."""
    return sorted(
        ((COUNTRIES[code], count) for code, count in found.items() if code in COUNTRIES and code != "eu"),
        key=lambda pair: (pair[1], pair[0].code),
    )


@dataclass(frozen=True)
class CountryTab:
    """A page about a country: all of one type, or the overview."""

    label: str
    address: str
    count: int | None
    current: bool


def country_tabs(country: Country, kinds: Mapping[str, int], *, overview: str, current: str) -> list[CountryTab]:
    """Give the pages about a country; types without records there are left out, unless the reader is on one."""
    shown = [t for t in types_by_country() if kinds.get(t.name) or t.name == current]
    return [
        CountryTab(overview, address("portal:country", country.code), None, current == ""),
        *(
            CountryTab(
                str(t.label_plural),
                address("portal:country_list", country.code, t.path),
                kinds.get(t.name, 0),
                t.name == current,
            )
            for t in shown
        ),
    ]


def contact_of(profile: CountryProfile | None) -> object | None:
    """Give the national contact when the public may see it."""
    contact = profile.national_contact if profile else None
    return contact if contact is not None and contact.is_public else None
