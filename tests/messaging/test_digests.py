from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from bluestem.messaging.api import Frequency, Mail, Notice, Source, choose_frequency, notify
from bluestem.messaging.delivering import deliver_due
from bluestem.messaging.digests import refresh, write_due, write_for
from bluestem.messaging.services import mark_read
from tests.messaging.mails import html_of, read, text_of
from tests.messaging.servers import mail_server

MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)
ROBOTS = Source(label="Robots in Belgium", url="/search/?q=robots", stop="kind:x/test")


def tell(person, *, now, key="thing:1", **more):
    given = {"kind": "test", "title": f"The {key}", "url": f"/{key}/", "text": "It happened."} | more
    return notify(person=person, key=key, now=now, **given)


def at_morning() -> int:
    with time_machine.travel(MORNING, tick=False):
        return write_due()


class TestCollecting:
    def test_all_of_a_day_is_one_mail_in_the_morning(self, person, now):
        tell(person, now=now)
        tell(person, now=now + timedelta(hours=3), key="thing:2")

        with time_machine.travel(MORNING - timedelta(seconds=1), tick=False):
            assert write_due() == 0
        assert (at_morning(), at_morning()) == (1, 0)
        assert Mail.objects.get().notices.count() == 2

    def test_daily_and_weekly_meet_on_monday(self, person, now):
        tell(person, now=now)
        weekly = Source(label="Maths", url="/m/", frequency=Frequency.WEEKLY)
        tell(person, now=now, key="thing:2", source=weekly)

        assert at_morning() == 1
        assert Mail.objects.get().notices.count() == 2

    def test_never_an_empty_mail(self, person, now):
        tell(person, now=now, still_open="test:closed")
        assert at_morning() == 0

        assert not Mail.objects.exists()
        assert Notice.objects.get().due_at is None

    def test_never_what_may_not_be_opened(self, person, now):
        tell(person, now=now, still_open="test:open")
        tell(person, now=now, key="hushed", still_open="test:closed")
        tell(person, now=now, key="unasked", still_open="left-out-room:1")
        at_morning()

        mail = Mail.objects.get()
        assert mail.subject == "The thing:1"
        assert not any(word in text_of(mail) + html_of(mail) for word in ("hushed", "unasked"))

    def test_what_was_read_is_not_mailed(self, person, now):
        tell(person, now=now)
        mark_read(actor=person, now=now)

        assert at_morning() == 0

    def test_a_closed_account_gets_none(self, person, now):
        tell(person, now=now)
        person.is_active = False
        person.save()

        assert at_morning() == 0

    def test_whoever_comes_second_writes_nothing(self, person, now):
        notice = tell(person, now=now)
        write_for(person, now=MORNING)
        Notice.objects.filter(pk=notice.pk).update(mail=None)  # as the other process still sees it

        write_for(person, now=MORNING)
        assert Mail.objects.count() == 1

    def test_many_people_cost_no_more_queries_each(self, person, now, count_queries):
        tell(person, now=now)
        with count_queries() as few:
            write_for(person, now=MORNING)
        Mail.objects.all().delete()
        Notice.objects.all().delete()
        for number in range(20):
            tell(person, now=now, key=f"thing:{number}", still_open=f"test:{number}")
        with count_queries() as many:
            write_for(person, now=MORNING)

        assert many.number == few.number


class TestContent:
    def test_text_and_html_say_the_same_and_lead_to_the_same(self, person, now):
        tell(person, now=now, source=ROBOTS, title="Café & <b>Co</b>")
        tell(person, now=now, key="thing:2")
        at_morning()

        mail = Mail.objects.get()
        page = html.document_fromstring(html_of(mail))
        links = page.xpath("//a/@href")
        assert mail.subject == "Bluestem: 2 notices"
        for text in (
            "Café & <b>Co</b>",
            "Robots in Belgium",
            "The thing:2",
            "It happened.",
            "22 November 2026, 13:00 (CET)",
        ):
            assert text in text_of(mail)
            assert text in page.text_content()
        assert {"http://testserver/thing:1/", "http://testserver/search/?q=robots"} <= set(links)
        assert all(link in text_of(mail) for link in links if "mailto" not in link)

    def test_it_loads_nothing_and_runs_nothing(self, person, now):
        tell(person, now=now, title='<img src="https://evil.example/x.png">')
        at_morning()
        page = html.document_fromstring(html_of(Mail.objects.get()))

        assert page.xpath("//@src | //script | //link | //style | //@class | //*[starts-with(name(@*), 'on')]") == []
        assert page.xpath("//body/@style")

    def test_one_source_can_be_ended_by_one_click(self, person, now):
        tell(person, now=now, source=ROBOTS)
        at_morning()
        message = read(Mail.objects.get())

        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = message["List-Unsubscribe"].strip().strip("<>")
        assert address in text_of(Mail.objects.get())

    def test_it_is_written_in_the_language_and_zone_of_its_reader(self, person, now):
        person.language, person.time_zone = "fr", "Atlantic/Azores"
        person.save()
        tell(person, now=now)
        with time_machine.travel(MORNING + timedelta(days=1), tick=False):
            write_due()

        assert "22 novembre 2026, 11:00 (UTC-01)" in text_of(Mail.objects.get())

    def test_very_many_are_cut_and_the_rest_is_counted(self, person, now):
        for number in range(53):
            tell(person, now=now, key=f"thing:{number}")
        at_morning()

        assert Mail.objects.get().subject == "Bluestem: 53 notices"
        assert "3 more stand in your space." in text_of(Mail.objects.get())


class TestLeaving:
    @pytest.fixture(autouse=True)
    def server(self, settings):
        with mail_server() as (box, settings.MAIL_URL):
            yield box

    def leave(self) -> int:
        with time_machine.travel(MORNING, tick=False):
            return deliver_due()

    def test_what_was_closed_meanwhile_is_taken_out(self, person, now, server):
        for key in ("open", "hushed"):
            tell(person, now=now, key=key, still_open=f"test:{key}")
        at_morning()
        Notice.objects.filter(key="hushed").update(still_open="test:closed")

        assert self.leave() == 1
        assert b"hushed" not in server.taken[0][1]

    def test_when_nothing_is_left_nothing_leaves(self, person, now, server):
        tell(person, now=now, still_open="test:open")
        at_morning()
        Notice.objects.update(still_open="test:closed")

        assert (self.leave(), server.taken) == (0, [])
        assert Mail.objects.get().state == "dropped"

    def test_whoever_unsubscribes_meanwhile_gets_none(self, person, now, server):
        tell(person, now=now)
        at_morning()
        choose_frequency(person=person, kind="test", frequency=Frequency.NEVER, now=now)

        assert (self.leave(), server.taken) == (0, [])

    def test_it_goes_to_the_address_of_now(self, person, now, server):
        tell(person, now=now)
        at_morning()
        person.email = "new@example.org"
        person.save()

        assert self.leave() == 1
        assert server.addresses == ["new@example.org"]

    def test_other_mails_stay_as_they_are(self, db, now):
        mail = Mail(category="transactional", message=b"x")

        assert refresh(mail=mail, now=timezone.now())
        assert mail.message == b"x"
