"""When a notice is mailed, and who gets mail at all."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bluestem.messaging.choices import Frequency

# Local time of a person's collected mail; the weekly one goes out on Mondays.
MORNING = time(7)
MONDAY = 0
# A refused address is tried again this much later at the soonest, and only with what its owner asks for.
REFUSED_REST = timedelta(days=1)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)
MOST_TRIES = 38


def next_due(frequency: Frequency, *, zone: str, now: datetime) -> datetime | None:
    """Give when something that happens at `now` is mailed to a person in this time zone; None for no mail."""
    if frequency == Frequency.NEVER:
        return None
    if frequency == Frequency.AT_ONCE:
        return now
    local = now.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), MORNING, tzinfo=local.tzinfo)
    if morning <= local:
        morning = datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=local.tzinfo)
    if frequency == Frequency.WEEKLY:
        days = (MONDAY - morning.weekday()) % 7
        morning = datetime.combine(morning.date() + timedelta(days=days), MORNING, tzinfo=local.tzinfo)
    return morning


def may_be_written_to(*, refused_at: datetime | None, transactional: bool, now: datetime) -> bool:
    """Whether an address may get a mail: not one that a server refused, but for what its owner asks for, once a day."""
    return refused_at is None or (transactional and now - refused_at >= REFUSED_REST)


def wait_before_try(number: int) -> timedelta | None:
    """Give how long a mail waits before its try of this number (from 1), longer each time; None to give it up.

    Half a minute at first, four hours at most; after MOST_TRIES that is five days in all.
    """
    if number > MOST_TRIES:
        return None
    return min(FIRST_WAIT * 2 ** min(number - 1, 16), LONGEST_WAIT)
