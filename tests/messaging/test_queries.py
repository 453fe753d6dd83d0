from __future__ import annotations

from datetime import timedelta

import pytest

from bluestem.messaging.api import Frequency, Notice, choose_frequency, notify
from bluestem.messaging.models import Mail
from bluestem.messaging.queries import frequencies, frequency_of, notices_of, open_notices, outbox_problem
from tests.factories.people import make_person


def tell(person, *, now, key="thing:1", **more):
    return notify(person=person, kind="test", key=key, title=key, url="/x/", text="", now=now, **more)


def test_a_kind_begins_with_its_default(person, now):
    assert frequency_of(person, "test") == Frequency.DAILY
    choose_frequency(person=person, kind="test", frequency=Frequency.WEEKLY, now=now)
    assert frequency_of(person, "test") == Frequency.WEEKLY


def test_an_undeclared_kind_has_none(person):
    with pytest.raises(KeyError):
        frequency_of(person, "unknown")


def test_the_choices_of_many_cost_one_query(person, now, count_queries):
    others = [make_person(f"Reader {letter}", now=now) for letter in "ABC"]
    choose_frequency(person=others[0], kind="test", frequency=Frequency.NEVER, now=now)
    with count_queries() as queries:
        found = frequencies([person, *others], ["test"])

    assert queries.number == 1
    assert list(found.values()) == ["daily", "never", "daily", "daily"]


def test_only_what_may_be_opened_is_shown_newest_first(person, now, count_queries):
    for number, key in enumerate(("open", "closed", "free")):
        still_open = "" if key == "free" else f"test:{key}"
        tell(person, now=now + timedelta(minutes=number), key=key, still_open=still_open)
    tell(make_person("Bo Reader", now=now), now=now, key="of another")
    with count_queries() as queries:
        shown = open_notices(person, notices_of(person))

    assert [notice.title for notice in shown] == ["free", "open"]
    assert queries.number == 1


def test_no_notices_ask_nothing(person):
    assert open_notices(person, Notice.objects.none()) == []


class TestOutboxProblem:
    @pytest.fixture
    def mail(self, db, now) -> Mail:
        told = {"recipient": "a@example.org", "category": "test", "subject": "S", "message": b""}
        return Mail.objects.create(key="one", message_id="<1@x>", created_at=now, due_at=now, answer="450 wait", **told)

    def test_a_young_mail_is_none(self, mail, now):
        assert outbox_problem(now) == ""

    def test_without_a_server_old_ones_are_told_of(self, mail, now, settings):
        later = now + timedelta(hours=2)

        assert outbox_problem(later) == "1 mails wait and no mail server is named; set BLUESTEM_MAIL_URL"
        settings.DEMO = True
        assert outbox_problem(later) == ""

    def test_what_the_server_said_is_told(self, mail, now, settings):
        settings.MAIL_URL = "smtp://localhost"

        assert outbox_problem(now + timedelta(hours=2)) == (
            "1 mails wait for more than an hour; the server said: 450 wait"
        )

    def test_uncertain_ones_are_told_of(self, mail, now):
        Mail.objects.update(state="uncertain")

        assert outbox_problem(now) == "1 mails were perhaps sent; look at `bluestem manage mails`"
