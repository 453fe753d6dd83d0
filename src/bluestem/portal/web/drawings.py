"""Drawings of the portal: the meadow of the home page and the plates of countries."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import SearchUnavailable, counts, unavailable
from bluestem.portal.queries import meadow_countries, programmes_by_country
from bluestem.portal.web.countries import for_country
from bluestem.programmes.api import public_programmes, stems_of
from bluestem.ui.api import Stem, drawing_response, meadow_svg, plate_svg, public_page
from bluestem.vocabularies.api import Country

MOST_STEMS = 14
TALLEST = 10  # programmes of a full-grown plant; a larger network stretches the scale
SPECIES = ("grass", "umbel", "fern", "alga", "horsetail", "spiral")


@require_safe
@public_page
def meadow(request: HttpRequest) -> HttpResponse:
    """One plant for each country: tall as its programmes, a leaf for four, a seed for a measured result."""
    try:
        found = programmes_by_country()
        measured = counts(["programme"], "country", evidence="4"), counts(["programme"], "country", evidence="5")
    except SearchUnavailable:
        return unavailable(request)
    top = max([TALLEST, *found.values()])
    seeds = {code: sum(level.get(code, 0) for level in measured) for code in found}
    stems = [_stem(country, count, top, seeds[country.code]) for country, count in meadow_countries(found)]
    title = _("Programmes by country, drawn as a meadow")
    return drawing_response(meadow_svg(stems, title=title, grid=_grid(top)), kept=False)


def _stem(country: Country, count: int, top: int, seeds: int) -> Stem:
    return Stem(
        key=country.code,
        height=_height(count, top),
        leaves=max(2, count // 4),
        seeds=min(9, seeds),
        species=SPECIES[sum(map(ord, country.code)) % len(SPECIES)],
        caption=country.short,
    )


def _height(count: int, top: int) -> float:
    """Leave room above the tallest plant for its head."""
    return 0.12 + 0.66 * count / top


def _grid(top: int) -> list[tuple[float, str]]:
    """Three lines at round numbers, with the number."""
    step = max(1, top // 4)
    return [(_height(count, top), str(count)) for count in (step, 2 * step, 3 * step)]


@require_safe
@public_page
@for_country
def country_plate(request: HttpRequest, country: Country) -> HttpResponse:
    programmes = list(public_programmes(country=country.code, limit=MOST_STEMS))
    stems = stems_of(programmes, today=timezone.now().date())
    title = _("Programmes of %(country)s, one plant each") % {"country": country.name}
    return drawing_response(plate_svg(stems, key=country.code, width=620, height=430, title=title), kept=False)
