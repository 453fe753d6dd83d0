from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from lxml import html

from bluestem.messaging.api import Frequency, Mail, Notice, Source, choose_frequency, notify, reschedule_source, send
from bluestem.messaging.models import NoticeChoice
from bluestem.messaging.services import mark_read
from tests.factories.people import make_person
from tests.messaging.mails import html_of, read, text_of

LINK = "http://testserver/there/"


def greet(to, *, now, key="greeting:1", name="Ada", **more):
    return send(to=to, mail="test.greeting", context={"name": name, "link": LINK}, key=key, now=now, **more)


def tell(person, *, now, key="thing:1", **more):
    given = {"kind": "test", "title": "A thing", "url": "/thing/", "text": "It happened."} | more
    return notify(person=person, key=key, now=now, **given)


class TestSend:
    def test_a_mail_is_kept_as_text_and_html_with_its_headers(self, person, now):
        mail = greet(person, now=now)

        message = read(mail)
        assert (message["Subject"], message["To"], message["Auto-Submitted"]) == (
            "Hello Ada",
            "ada.reader@example.org",
            "auto-generated",
        )
        assert message["From"] == "Bluestem <secretariat@bluestem.example>"
        assert message["Date"].datetime == now
        assert message["Message-ID"] == mail.message_id
        assert message["List-Unsubscribe"] is None
        assert LINK in text_of(mail)
        assert html.document_fromstring(html_of(mail)).xpath("//a/@href")[0] == LINK

    def test_the_same_occasion_is_one_mail(self, person, now):
        first = greet(person, now=now)
        second = greet(person, now=now, name="Somebody else")

        assert first == second
        assert Mail.objects.get().subject == "Hello Ada"

    def test_it_goes_with_the_transaction_that_writes_it(self, person, now):
        with transaction.atomic():
            greet(person, now=now)
            transaction.set_rollback(True)

        assert not Mail.objects.exists()

    def test_line_ends_never_reach_a_header(self, person, now):
        mail = greet(person, now=now, name="Ada\r\nBcc: all@example.org\x85\u2028x")

        raw = bytes(mail.message)
        assert read(mail)["Subject"] == "Hello Ada Bcc: all@example.org x"
        assert read(mail)["Bcc"] is None
        assert raw.lower().count(b"\nsubject:") == 1

    def test_a_gap_in_a_name_stays_as_it_is(self, person, now):
        assert greet(person, now=now, name="%(link)s {0.__class__} {{7*7}}").subject == (
            "Hello %(link)s {0.__class__} {{7*7}}"
        )

    def test_it_speaks_the_language_of_the_receiver(self, person, now):
        person.language = "fr"
        person.save()

        assert 'lang="fr"' in html_of(greet(person, now=now))
        assert 'lang="de"' in html_of(greet(person, now=now, key="greeting:2", language="de"))

    def test_an_address_belongs_to_its_person(self, person, now):
        assert greet("Ada.Reader@example.org", now=now).person == person
        assert greet("nobody@example.org", now=now, key="greeting:2").person is None

    def test_what_can_be_refused_has_a_link_for_one_click(self, person, now):
        message = read(send(to=person, mail="test.news", context={"link": LINK}, key="news:1", now=now))

        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["List-Unsubscribe"].strip().startswith("<http://testserver/stop/")

    def test_nobody_gets_what_they_do_not_want(self, person, now):
        choose_frequency(person=person, kind="test", frequency=Frequency.NEVER, now=now)

        assert send(to=person, mail="test.news", context={"link": LINK}, key="news:1", now=now) is None
        assert not Mail.objects.exists()

    def test_an_address_without_account_needs_a_link_that_stops_it(self, db, now):
        with pytest.raises(ValueError, match="may be refused"):
            send(to="x@example.org", mail="test.news", context={"link": LINK}, key="news:1", now=now)

        sent = send(
            to="x@example.org",
            mail="test.news",
            context={"link": LINK},
            key="news:1",
            now=now,
            stop="https://a.example/s",
        )
        assert read(sent)["List-Unsubscribe"] == "<https://a.example/s>"

    def test_an_undeclared_mail_is_refused(self, person, now):
        with pytest.raises(KeyError):
            send(to=person, mail="test.unknown", context={}, key="x", now=now)


class TestNotify:
    def test_a_notice_waits_for_the_morning_of_its_person(self, person, now):
        notice = tell(person, now=now)

        assert (notice.title, notice.text, notice.url, notice.read_at) == ("A thing", "It happened.", "/thing/", None)
        assert notice.due_at == datetime(2026, 11, 23, 6, tzinfo=UTC)  # 7:00 in Brussels

    def test_the_same_occasion_is_one_notice_for_each_person(self, person, now):
        other = make_person("Bo Reader", now=now)

        assert tell(person, now=now) == tell(person, now=now, title="Again")
        assert tell(other, now=now).person == other
        assert Notice.objects.count() == 2

    def test_a_source_may_have_its_own_frequency(self, person, now):
        source = Source(label="Robots", url="/r/", stop="follow:1", frequency=Frequency.AT_ONCE)

        assert tell(person, now=now, source=source).due_at == now

    def test_without_mail_it_stands_in_the_space_all_the_same(self, person, now):
        choose_frequency(person=person, kind="test", frequency=Frequency.NEVER, now=now)

        assert tell(person, now=now).due_at is None

    def test_texts_are_one_line_and_fit(self, person, now):
        notice = tell(person, now=now, title="A\r\nB" + "x" * 400, text="word " * 400)

        assert notice.title.startswith("A Bxxx")
        assert (len(notice.title), len(notice.text) <= 400) == (300, True)

    def test_an_undeclared_kind_is_refused(self, person, now):
        with pytest.raises(KeyError):
            tell(person, now=now, kind="unknown")
        assert not Notice.objects.exists()


class TestChoosing:
    def test_what_waits_follows_the_new_choice(self, person, now):
        tell(person, now=now)
        choose_frequency(person=person, kind="test", frequency=Frequency.AT_ONCE, now=now)

        assert Notice.objects.get().due_at == now

    def test_a_choice_is_changed_not_added(self, person, now):
        for frequency in (Frequency.WEEKLY, Frequency.NEVER):
            choose_frequency(person=person, kind="test", frequency=frequency, now=now)

        assert NoticeChoice.objects.get().frequency == "never"

    def test_an_undeclared_kind_cannot_be_chosen(self, person, now):
        with pytest.raises(KeyError):
            choose_frequency(person=person, kind="unknown", frequency=Frequency.DAILY, now=now)
        assert not NoticeChoice.objects.exists()

    def test_what_waits_from_a_source_can_be_taken_back(self, person, now):
        tell(person, now=now, source=Source(label="Robots", url="/r/", stop="follow:1"))
        tell(person, now=now, key="thing:2", source=Source(label="Maths", url="/m/", stop="follow:2"))
        reschedule_source(stop="follow:1", due_at=None)

        assert list(Notice.objects.filter(due_at=None).values_list("stop", flat=True)) == ["follow:1"]


class TestMarkRead:
    def test_one_or_all_of_the_own_notices(self, person, now):
        first = tell(person, now=now)
        tell(person, now=now, key="thing:2")

        assert mark_read(actor=person, now=now, notice=first) == 1
        assert mark_read(actor=person, now=now) == 1
        assert not Notice.objects.filter(read_at=None).exists()

    def test_never_those_of_another(self, person, now):
        notice = tell(person, now=now)

        assert mark_read(actor=make_person("Bo Reader", now=now), now=now, notice=notice) == 0
        assert Notice.objects.get().read_at is None
