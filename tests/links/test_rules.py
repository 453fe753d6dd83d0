"""What a visit says about a link, and when it is visited again."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.links.choices import LinkState, Trouble
from bluestem.links.rules import LONGEST_REST, SHORTEST_WAIT, WEEK, Verdict, Visit, verdict, visit_of

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("status", "retry_after", "visit"),
    [
        (200, "", Visit(200)),
        (204, "", Visit(204)),
        (304, "", Visit(304)),
        (401, "", Visit(401)),
        (403, "", Visit(403)),
        (999, "", Visit(999)),
        (404, "", Visit(404, Trouble.GONE)),
        (410, "", Visit(410, Trouble.GONE)),
        (400, "", Visit(400, Trouble.ERROR)),
        (500, "", Visit(500, Trouble.ERROR)),
        (503, "", Visit(503, Trouble.ERROR)),
        (503, "120", Visit(503, None, timedelta(seconds=120))),
        (429, "", Visit(429, None, SHORTEST_WAIT)),
        (429, "99999999999999999999", Visit(429, None, WEEK)),
        (429, "Wed, 21 Oct 2026 07:28:00 GMT", Visit(429, None, SHORTEST_WAIT)),
    ],
)
def test_what_a_status_means(status, retry_after, visit):
    assert visit_of(status, retry_after) == visit


def history(*visits: Visit) -> list[Verdict]:
    state, failures, found = LinkState.UNKNOWN, 0, []
    for visit in visits:
        found.append(verdict(state=state, failures=failures, visit=visit))
        state, failures = found[-1].state, found[-1].failures
    return found


def test_a_link_is_broken_only_after_several_failures():
    slow = Visit(trouble=Trouble.SLOW)

    found = history(Visit(200), slow, slow, slow, slow, Visit(200))

    assert [(one.state, one.failures) for one in found] == [
        (LinkState.GOOD, 0),
        (LinkState.FAILING, 1),
        (LinkState.FAILING, 2),
        (LinkState.BROKEN, 3),
        (LinkState.BROKEN, 4),
        (LinkState.GOOD, 0),
    ]
    assert [one.rest for one in found] == [WEEK, 6 * HOUR, 48 * HOUR, 2 * WEEK, LONGEST_REST, WEEK]


def test_a_page_that_is_gone_is_broken_at_the_second_visit():
    gone = Visit(404, Trouble.GONE)

    assert [one.state for one in history(gone, gone)] == [LinkState.FAILING, LinkState.BROKEN]


def test_a_busy_site_is_left_alone_and_not_blamed():
    assert verdict(state=LinkState.GOOD, failures=0, visit=Visit(429, None, timedelta(days=2))) == Verdict(
        LinkState.GOOD, 0, timedelta(days=2)
    )
    assert verdict(state=LinkState.FAILING, failures=2, visit=Visit(503, None, timedelta(0))).rest == SHORTEST_WAIT


@given(st.lists(st.sampled_from([Visit(trouble=trouble) for trouble in Trouble]), min_size=1, max_size=12))
def test_rests_grow_while_nothing_works(visits):
    rests = [one.rest for one in history(*visits) if one.state == LinkState.BROKEN]

    assert all(earlier <= later <= LONGEST_REST for earlier, later in pairwise(rests))
