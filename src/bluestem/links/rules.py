"""What a visit says about a link, and when it is visited again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bluestem.links.choices import LinkState, Trouble

WEEK = timedelta(days=7)
LONGEST_REST = timedelta(days=28)
SHORTEST_WAIT = timedelta(hours=1)
# A first and a second failure may be a bad moment: rest so long before the next visit.
SECOND_TRY, THIRD_TRY = timedelta(hours=6), timedelta(days=2)
# Failures in a row after which a link counts as broken; sites say themselves when a page is gone.
BROKEN_AFTER = {Trouble.GONE: 2}
BROKEN_AFTER_OTHERS = 3
# Signed-in readers may see it, or the site wants no machines: it is there.
GUARDED = {401, 402, 403, 405, 406, 407, 451, 999}
GONE = {404, 410}
BUSY = {429, 503}


@dataclass(frozen=True)
class Visit:
    """What came of one visit: the status, or what went wrong. wait: how long the site asks us to stay away."""

    status: int | None = None
    trouble: Trouble | None = None
    wait: timedelta | None = None


@dataclass(frozen=True)
class Verdict:
    """What a link is after a visit."""

    state: LinkState
    failures: int
    rest: timedelta


def visit_of(status: int, retry_after: str = "") -> Visit:
    """Give what a status means (RFC 9110, 15). retry_after: the header of that name, in seconds."""
    if status in BUSY and retry_after.isascii() and retry_after.isdigit():
        return Visit(status, None, timedelta(seconds=min(int(retry_after), int(WEEK.total_seconds()))))
    if status == 429:
        return Visit(status, None, SHORTEST_WAIT)
    if status in GONE:
        return Visit(status, Trouble.GONE)
    if status >= 400 and status not in GUARDED:
        return Visit(status, Trouble.ERROR)
    return Visit(status)


def verdict(*, state: LinkState, failures: int, visit: Visit) -> Verdict:
    """Give what a link is now, after so many failures in a row before this visit."""
    if visit.wait is not None:
        return Verdict(state, failures, max(visit.wait, SHORTEST_WAIT))
    if visit.trouble is None:
        return Verdict(LinkState.GOOD, 0, WEEK)
    failures += 1
    if failures < BROKEN_AFTER.get(visit.trouble, BROKEN_AFTER_OTHERS):
        return Verdict(LinkState.FAILING, failures, SECOND_TRY if failures == 1 else THIRD_TRY)
    return Verdict(LinkState.BROKEN, failures, min(WEEK * 2 ** min(failures - 2, 4), LONGEST_REST))
