"""The evidence level follows from the figures, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.programmes.choices import IndicatorKind
from bluestem.programmes.evidence import NEXT_STEPS, PHRASES, Evidence, evidence_labels, evidence_of


@dataclass
class Figure:
    kind: str
    actual: object | None
    answers: int | None = None


@pytest.mark.parametrize(
    ("figures", "has_counted_reach", "level"),
    [
        ([], False, 1),
        ([], True, 2),
        ([Figure("reach", None)], False, 1),
        ([Figure("reach", 400)], False, 2),
        ([Figure("feedback", 4.2)], False, 1),
        ([Figure("feedback", 4.2, 86)], False, 3),
        ([Figure("before-after", 0.38, 29)], False, 3),
        ([Figure("before-after", 0.38, 30)], False, 4),
        ([Figure("control", 0.2, 12)], True, 3),
        ([Figure("control", 0.2, 30), Figure("reach", 10)], True, 5),
        ([Figure("control", None, 300), Figure("feedback", 3, 1)], True, 3),
    ],
)
def test_level_follows_from_figures(figures, has_counted_reach, level):
    assert evidence_of(indicators=figures, has_counted_reach=has_counted_reach).level == level


figures = st.builds(
    Figure,
    kind=st.sampled_from(IndicatorKind.values),
    actual=st.none() | st.integers(),
    answers=st.none() | st.integers(0, 100),
)


@given(st.lists(figures, max_size=6), figures, st.booleans())
def test_another_figure_never_lowers_the_level(found, one_more, counted):
    before = evidence_of(indicators=found, has_counted_reach=counted).level
    assert before <= evidence_of(indicators=[*found, one_more], has_counted_reach=counted).level <= 5


def test_every_level_has_words_and_all_but_the_last_a_next_step():
    assert sorted(PHRASES) == [1, 2, 3, 4, 5]
    assert sorted(NEXT_STEPS) == [1, 2, 3, 4]
    assert Evidence(5).next_step == ""


def test_labels_leave_unknown_codes_as_they_are():
    assert evidence_labels(["2", "9", "12"]) == {"2": "2: reach is counted", "9": "9", "12": "12"}
