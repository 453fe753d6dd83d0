"""What is drawn from a programme: one plant in a list, one stem a year on its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import log10

from bluestem.programmes.models import Programme
from bluestem.ui.api import Stem
from bluestem.vocabularies.api import species_of

MOST_YEARS = 12
MOST_SEEDS = 9


def single_stem(programme: Programme, *, today: date) -> Stem:
    """Give the plant that stands for a programme.

    Height: years it has run, full after ten. A leaf: one figure of reach counted. A seed: one measured result.
    """
    years = (programme.year_end or today.year) - programme.year_start + 1
    counted = sum(1 for row in programme.reach.all() if row.actual is not None)
    measured = sum(1 for indicator in programme.indicators.all() if indicator.actual is not None)
    return Stem(
        key=programme.slug,
        height=min(1.0, 0.45 + 0.055 * max(0, years)),
        leaves=min(counted, 10),
        seeds=min(measured, MOST_SEEDS),
        species=species_of(programme.topics),
        caption=str(programme.year_start),
    )


def yearly_stems(programme: Programme, *, today: date) -> list[Stem]:
    """Give one stem for each of the last twelve years in which the programme ran.

    Height: how many were reached that year, on a logarithmic scale up to 100,000. A leaf: one figure of reach. A
    seed: one result measured in that year. A year without figures is a bare, low stem.
    """
    last = min(programme.year_end or today.year, today.year)
    years = range(max(programme.year_start, last - MOST_YEARS + 1), max(last, programme.year_start) + 1)
    return [_year_stem(programme, year) for year in years]


def _year_stem(programme: Programme, year: int) -> Stem:
    reached = [row.actual for row in programme.reach.all() if row.year == year and row.actual is not None]
    measured = [i for i in programme.indicators.all() if i.actual is not None and _year_of(i) == year]
    return Stem(
        key=f"{programme.slug}-{year}",
        height=min(1.0, 0.35 + 0.13 * log10(1 + sum(reached))),
        leaves=min(len(reached) * 2, 10),
        seeds=min(len(measured), MOST_SEEDS),
        species=species_of(programme.topics),
        caption=str(year),
    )


def _year_of(indicator: object) -> int | None:
    measured_on = getattr(indicator, "measured_on", None)
    return measured_on.year if measured_on else getattr(indicator, "target_year", None)


def stems_of(programmes: Sequence[Programme], *, today: date) -> list[Stem]:
    """Give one plant for each programme, for the plate of a country or an organisation."""
    return [single_stem(programme, today=today) for programme in programmes]
