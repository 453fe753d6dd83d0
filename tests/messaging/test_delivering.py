from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
import time_machine
from django.core.mail import EmailMessage, send_mail
from django.utils import timezone

from bluestem.messaging.api import Mail, MailState
from bluestem.messaging.bounces import bounce, refused_at
from bluestem.messaging.delivering import HOLD, deliver, deliver_due, recover, resend, take
from bluestem.messaging.models import Bounce
from bluestem.messaging.outbox import put
from bluestem.messaging.smtp import Server, ServerLost, Session
from tests.messaging.servers import free_port, mail_server


@pytest.fixture
def server(settings):
    with mail_server() as (box, address):
        settings.MAIL_URL = address
        yield box


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def write(key="one", *, recipient="ada@example.org", category="transactional", text="Hello", person=None):
    message = EmailMessage("A subject", text, to=[recipient])
    return put(message, key=key, recipient=recipient, category=category, person=person, now=timezone.now())


def state_of(mail: Mail) -> str:
    return Mail.objects.get(pk=mail.pk).state


class TestDeliver:
    def test_what_waits_is_sent_once(self, db, server):
        mail = write(text="Hello\n.\n..dots at the start of lines\nend")

        assert (deliver_due(), deliver_due()) == (1, 0)
        ((address, content),) = server.taken
        message = message_from_bytes(content, policy=policy.default)
        assert (address, message["Message-ID"]) == ("ada@example.org", mail.message_id)
        assert message.get_content().splitlines() == ["Hello", ".", "..dots at the start of lines", "end"]

    def test_the_text_of_a_sent_mail_is_gone(self, db, server):
        write()
        deliver_due()

        sent = Mail.objects.get()
        assert (sent.state, bytes(sent.message), sent.holder, sent.answer) == ("sent", b"", None, "2.0.0 taken")

    def test_without_a_server_everything_waits(self, db):
        mail = write()

        assert deliver_due() == 0
        assert state_of(mail) == MailState.WAITING

    def test_django_sends_through_the_outbox(self, db, server, settings):
        settings.EMAIL_BACKEND = "bluestem.messaging.backends.OutboxBackend"
        send_mail("Reset\r\nBcc: x@example.org", "Text", None, ["ada@example.org", "bo@example.org"])

        assert deliver_due() == 2
        assert sorted(server.addresses) == ["ada@example.org", "bo@example.org"]
        assert message_from_bytes(server.taken[0][1])["Subject"] == "Reset Bcc: x@example.org"

    def test_a_key_makes_django_send_once(self, db, settings):
        settings.EMAIL_BACKEND = "bluestem.messaging.backends.OutboxBackend"
        for _again in range(2):
            EmailMessage("S", "T", to=["ada@example.org"], headers={"X-Outbox-Key": "k"}).send()

        assert b"X-Outbox-Key" not in bytes(Mail.objects.get().message)


class TestServerLost:
    def test_it_is_tried_again_later_and_later(self, db, settings, clock, now):
        settings.MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
        mail = write()
        waits = []
        for _try in range(4):
            deliver_due()
            mail.refresh_from_db()
            waits.append(mail.due_at - timezone.now())
            clock.move_to(mail.due_at)

        assert [wait.total_seconds() for wait in waits] == [30, 60, 120, 240]
        with mail_server() as (box, settings.MAIL_URL):
            assert deliver_due() == 1
        assert box.addresses == ["ada@example.org"]

    def test_after_days_it_is_given_up(self, db, settings, clock):
        settings.MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
        mail = write()
        Mail.objects.update(tries=38)
        deliver_due()

        assert state_of(mail) == MailState.GIVEN_UP

    def test_one_that_is_told_to_wait_keeps_no_other_back(self, db, server):
        server.refuse["ada@example.org"] = "450 4.2.0 greylisted"
        first, second = write(), write("two", recipient="bo@example.org")

        assert deliver_due() == 1
        assert (state_of(first), state_of(second)) == ("waiting", "sent")

    def test_a_break_after_the_text_is_never_sent_again_by_itself(self, db, server, clock):
        server.close_after_text = True
        mail = write()
        deliver_due()
        server.close_after_text = False
        clock.shift(timedelta(days=1))

        assert deliver_due() == 0
        assert (state_of(mail), len(server.taken)) == ("uncertain", 1)

    def test_somebody_may_decide_to_send_it_again_under_the_same_name(self, db, server):
        server.close_after_text = True
        mail = write()
        deliver_due()
        server.close_after_text = False

        assert resend(mail=mail, now=timezone.now())
        assert deliver_due() == 1
        assert len({message_from_bytes(content)["Message-ID"] for _to, content in server.taken}) == 1
        assert not resend(mail=mail, now=timezone.now())


class TestRefused:
    @pytest.mark.parametrize(
        ("answer", "bad"),
        [
            ("550 5.1.1 no such user", True),
            ("550 no such user", True),
            ("553 5.1.3 bad address", True),
            ("552 5.2.2 mailbox full", False),
            ("550 5.7.1 relaying denied", False),
            ("554 5.7.0 not you", False),
        ],
    )
    def test_only_a_bad_address_is_remembered(self, db, server, answer, bad):
        server.refuse["ada@example.org"] = answer
        mail = write()
        deliver_due()

        assert (state_of(mail), Bounce.objects.exists()) == ("refused", bad)

    def test_a_refused_text_says_nothing_about_the_address(self, db, server):
        server.answer = "550 5.1.1 strange, but about the text"
        mail = write()
        deliver_due()

        assert (state_of(mail), refused_at("ada@example.org")) == ("refused", None)

    def test_a_bad_address_gets_nothing_more(self, db, server, now):
        bounce(address="Ada@example.org", answer="550", now=now)
        mail = write()
        deliver_due()

        assert (state_of(mail), server.taken) == ("dropped", [])

    def test_a_day_later_it_gets_what_its_owner_asks_for(self, db, server, clock, now):
        bounce(address="ada@example.org", answer="550", now=now - timedelta(days=1))
        asked, other = write(), write("two", category="test")
        deliver_due()

        assert (state_of(asked), state_of(other)) == ("sent", "dropped")

    def test_the_question_whether_it_works_again_goes_through(self, db, server, now):
        bounce(address="ada@example.org", answer="550", now=now)
        write(category="confirmation")

        assert deliver_due() == 1

    def test_a_closed_account_gets_only_what_it_asked_for(self, person, server):
        person.is_active = False
        person.save()
        asked = write(recipient=person.email, person=person)
        other = write("two", recipient=person.email, person=person, category="test")
        deliver_due()

        assert (state_of(asked), state_of(other)) == ("sent", "dropped")


class TestHolding:
    def test_a_mail_is_taken_once(self, db):
        write()

        assert take(holder=uuid4(), now=timezone.now()) is not None
        assert take(holder=uuid4(), now=timezone.now()) is None

    def test_what_a_dead_worker_had_not_handed_over_waits_again(self, db, clock):
        write()
        mail = take(holder=uuid4(), now=timezone.now())
        clock.shift(HOLD + timedelta(seconds=1))
        recover(now=timezone.now())

        assert state_of(mail) == MailState.WAITING

    def test_what_it_was_handing_over_is_uncertain(self, db, clock):
        write()
        mail = take(holder=uuid4(), now=timezone.now())
        Mail.objects.update(state=MailState.HANDED_OVER)
        recover(now=timezone.now())
        assert state_of(mail) == MailState.HANDED_OVER  # it is still held

        clock.shift(HOLD + timedelta(seconds=1))
        recover(now=timezone.now())
        assert state_of(mail) == MailState.UNCERTAIN

    def test_a_worker_that_slept_too_long_sends_nothing(self, db, server, settings):
        """Somebody else has the mail when it wakes up."""
        write()
        mail = take(holder=uuid4(), now=timezone.now())
        Mail.objects.update(holder=uuid4())
        session = Session(Server.read(settings.MAIL_URL))
        session.open()

        with session, pytest.raises(ServerLost):
            deliver(mail, session, now=timezone.now())
        assert (server.taken, state_of(mail)) == ([], "sending")
