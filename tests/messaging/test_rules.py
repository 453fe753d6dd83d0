from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bluestem.messaging.choices import Frequency
from bluestem.messaging.rules import may_be_written_to, next_due, wait_before_try

ZONES = (
    "Europe/Brussels",
    "Europe/Lisbon",
    "Europe/Helsinki",
    "Atlantic/Azores",
    "America/Cayenne",
    "Pacific/Auckland",
)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Europe/Brussels", "2026-11-22T05:59", "2026-11-22T06:00"),
        ("Europe/Brussels", "2026-11-22T06:00", "2026-11-23T06:00"),
        # The clock goes forward on 29 March 2026 and back on 25 October: it stays 7 in the morning.
        ("Europe/Brussels", "2026-03-28T12:00", "2026-03-29T05:00"),
        ("Europe/Brussels", "2026-10-24T12:00", "2026-10-25T06:00"),
        # Where it is already tomorrow
        ("Pacific/Auckland", "2026-11-22T12:00", "2026-11-22T18:00"),
        ("America/Cayenne", "2026-11-22T23:30", "2026-11-23T10:00"),
    ],
)
def test_once_a_day_is_the_next_morning_of_the_person(zone, now, due):
    assert next_due(Frequency.DAILY, zone=zone, now=at(now)) == at(due)


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Europe/Brussels", "2026-11-22T12:00", "2026-11-23T06:00"),
        ("Europe/Brussels", "2026-11-23T05:59", "2026-11-23T06:00"),
        ("Europe/Brussels", "2026-11-23T06:00", "2026-11-30T06:00"),
        ("Pacific/Auckland", "2026-11-22T18:00", "2026-11-29T18:00"),
        ("Europe/Brussels", "2026-10-20T12:00", "2026-10-26T06:00"),
    ],
)
def test_once_a_week_is_the_next_monday_morning(zone, now, due):
    assert next_due(Frequency.WEEKLY, zone=zone, now=at(now)) == at(due)


def test_at_once_is_now_and_no_mail_is_never():
    assert next_due(Frequency.AT_ONCE, zone="Europe/Brussels", now=NOW) == NOW
    assert next_due(Frequency.NEVER, zone="Europe/Brussels", now=NOW) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    now=some.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    zone=some.sampled_from(ZONES),
)
def test_a_morning_is_always_seven_and_never_more_than_a_day_or_a_week_away(now, zone):
    daily, weekly = (next_due(f, zone=zone, now=now) for f in (Frequency.DAILY, Frequency.WEEKLY))

    assert timedelta() < daily - now <= timedelta(hours=25)
    assert timedelta() < weekly - now <= timedelta(days=7, hours=1)
    assert [m.astimezone(ZoneInfo(zone)).strftime("%H:%M") for m in (daily, weekly)] == ["07:00", "07:00"]
    assert weekly.astimezone(ZoneInfo(zone)).weekday() == 0


@pytest.mark.parametrize(
    ("hours", "transactional", "may"), [(None, False, True), (23, True, False), (24, True, True), (24, False, False)]
)
def test_who_may_be_written_to(hours, transactional, may):
    refused_at = None if hours is None else NOW - timedelta(hours=hours)

    assert may_be_written_to(refused_at=refused_at, transactional=transactional, now=NOW) is may


def test_tries_wait_longer_and_end_after_five_days():
    waits = [wait_before_try(number) for number in range(1, 39)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(seconds=30), timedelta(hours=4))
    assert timedelta(days=4, hours=20) < sum(waits, timedelta()) < timedelta(days=5, hours=4)
    assert wait_before_try(39) is None
