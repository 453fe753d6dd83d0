"""What is drawn says what the sheet says."""

from __future__ import annotations

from datetime import date

import pytest

from bluestem.programmes.api import Indicator, Programme, Reach, stems_of
from bluestem.programmes.drawings import MOST_SEEDS, MOST_YEARS, single_stem, yearly_stems

pytestmark = pytest.mark.django_db  # topics are read from the database once

TODAY = date(2026, 11, 22)


def programme(**fields: object) -> Programme:
    """A sheet that is not stored; drawing it needs no database once its parts are given."""
    parts = {name: fields.pop(name, []) for name in ("reach", "indicators")}
    made = Programme(**{"slug": "p", "name": "P", "year_start": 2020, "topics": ["science"], **fields})
    made.reach, made.indicators = parts["reach"], parts["indicators"]
    return made


def reach(year: int, actual: int | None) -> Reach:
    return Reach(year=year, what="pupils", actual=actual)


def result(**fields: object) -> Indicator:
    return Indicator(**{"name": "i", "kind": "feedback", "measured_by": "survey", "actual": 1, **fields})


@pytest.mark.parametrize(
    ("years", "height"),
    [
        ({"year_start": 2026}, 0.505),
        ({"year_start": 2020}, 0.835),
        ({"year_start": 1990}, 1.0),
        ({"year_start": 2000, "year_end": 2001}, 0.56),
        ({"year_start": 2030}, 0.45),
    ],
)
def test_a_plant_is_as_tall_as_the_years(years, height):
    assert single_stem(programme(**years), today=TODAY).height == pytest.approx(height)


def test_a_leaf_is_a_counted_figure_and_a_seed_a_measured_result():
    stem = single_stem(
        programme(
            reach=[reach(2020, 5), reach(2021, 0), reach(2022, None)],
            indicators=[result(), result(actual=None), result(kind="control")],
        ),
        today=TODAY,
    )

    assert (stem.leaves, stem.seeds, stem.species, stem.caption) == (2, 2, "fern", "2020")


def test_leaves_and_seeds_end_somewhere():
    stem = single_stem(
        programme(reach=[reach(2020, 1) for _ in range(30)], indicators=[result() for _ in range(30)]), today=TODAY
    )

    assert (stem.leaves, stem.seeds) == (10, MOST_SEEDS)


@pytest.mark.parametrize(
    ("years", "captions"),
    [
        ({"year_start": 2024}, ["2024", "2025", "2026"]),
        ({"year_start": 2024, "year_end": 2025}, ["2024", "2025"]),
        ({"year_start": 1990}, [str(year) for year in range(2015, 2027)]),
        ({"year_start": 2024, "year_end": 2040}, ["2024", "2025", "2026"]),
        ({"year_start": 2028}, ["2028"]),
        ({"year_start": 2026}, ["2026"]),
    ],
)
def test_a_sheet_has_a_stem_for_each_year_until_today(years, captions):
    stems = yearly_stems(programme(**years), today=TODAY)

    assert [stem.caption for stem in stems] == captions
    assert len(stems) <= MOST_YEARS


def test_the_stem_of_a_year_holds_the_figures_of_that_year():
    sheet = programme(
        year_start=2024,
        reach=[reach(2024, 99), reach(2025, 999), reach(2025, None), reach(2026, 10_000_000)],
        indicators=[result(measured_on=date(2025, 5, 1)), result(target_year=2026), result(measured_on=None)],
    )

    stems = yearly_stems(sheet, today=TODAY)

    assert [stem.height for stem in stems] == [pytest.approx(0.61), pytest.approx(0.74), 1.0]
    assert [(stem.leaves, stem.seeds) for stem in stems] == [(2, 0), (2, 1), (2, 1)]


def test_drawing_twice_gives_the_same():
    sheets = [programme(slug="a"), programme(slug="b", topics=[])]

    assert stems_of(sheets, today=TODAY) == stems_of(sheets, today=TODAY)
    assert [stem.key for stem in stems_of(sheets, today=TODAY)] == ["a", "b"]
