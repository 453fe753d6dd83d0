"""Page numbers: always the first and last, always the neighbours, never a gap for one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.ui.paging import page_steps


@pytest.mark.parametrize(
    ("page", "last", "steps"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (1, 24, [1, 2, None, 24]),
        (24, 24, [1, None, 23, 24]),
    ],
)
def test_steps(page, last, steps):
    assert page_steps(page, last) == steps


@given(st.integers(1, 300).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_every_gap_hides_two_pages_or_more(case):
    page, last = case
    steps = page_steps(page, last)
    assert (steps[0], steps[-1], page in steps) == (1, last, True)
    for before, gap, after in zip(steps, steps[1:], steps[2:], strict=False):
        if gap is None:
            assert after - before > 2
