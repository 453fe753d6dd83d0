from __future__ import annotations

from datetime import timedelta
from email import message_from_string
from io import StringIO

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command

from bluestem.messaging.api import Mail
from bluestem.messaging.bounces import (
    LinkTooOld,
    bounce,
    confirm_address,
    confirm_by_token,
    confirming_token,
    refused_at,
    take_bounces,
)
from bluestem.messaging.models import Bounce
from bluestem.messaging.outbox import put

REPORT = """From: MAILER-DAEMON@mx.example.org
To: secretariat@bluestem.example
Subject: Undelivered
Date: Sun, 22 Nov 2026 12:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type={report}; boundary="b"

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ada@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: {part}

Message-ID: {message_id}
Subject: A subject

--b--
"""


@pytest.fixture
def mail(db, now) -> Mail:
    message = EmailMessage("A subject", "Text", to=["ada@example.org"])
    return put(message, key="one", recipient="ada@example.org", category="test", person=None, now=now)


def report(mail: Mail, **differing: str):
    told = {
        "action": "failed",
        "status": "5.1.1",
        "report": "delivery-status",
        "part": "text/rfc822-headers",
        "message_id": mail.message_id,
    }
    return message_from_string(REPORT.format(**told | differing))


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_about_our_mail_marks_its_address(mail, now, part):
    assert take_bounces([report(mail, part=part)], now=now) == 1

    mail.refresh_from_db()
    assert (mail.state, refused_at("ADA@example.org")) == ("refused", now)
    assert mail.answer == "5.1.1 smtp; 550 5.1.1 no such user"


@pytest.mark.parametrize(
    "differing",
    [
        {"action": "delayed"},
        {"status": "4.2.2"},
        {"status": "nonsense"},
        {"report": "disposition-notification"},
        {"message_id": "<0123456789012345678901234567890123456789@bluestem.example>"},
        {"message_id": "<of-somebody-else@example.org>"},
        {"message_id": ""},
    ],
)
def test_everything_else_says_nothing(mail, now, differing):
    assert take_bounces([report(mail, **differing)], now=now) == 0

    assert not Bounce.objects.exists()
    assert Mail.objects.get().state == "waiting"


def test_the_same_report_again_changes_nothing(mail, now):
    take_bounces([report(mail)], now=now)

    assert take_bounces([report(mail)], now=now + timedelta(days=3)) == 0
    assert refused_at("ada@example.org") == now


def test_a_mailbox_is_read_by_a_command(mail, tmp_path):
    path = tmp_path / "mailbox"
    path.write_bytes(
        b"From x Sun Nov 22 12:00:00 2026\n" + report(mail).as_bytes() + b"\nFrom x\nSubject: Holiday\n\nHi\n"
    )
    said = StringIO()
    call_command("take_bounces", str(path), stdout=said)

    assert said.getvalue().strip() == "1 addresses are new among those that take no mail."
    assert Bounce.objects.get().recipient == "ada@example.org"


def test_an_address_belongs_to_its_person(person, now):
    assert bounce(address=person.email.upper(), answer="550\r\nno", now=now).person == person
    assert Bounce.objects.get().answer == "550 no"


def test_a_confirmed_address_is_trusted_again(db, now):
    bounce(address="ada@example.org", answer="550", now=now)
    confirm_address(address="Ada@Example.org")

    assert refused_at("ada@example.org") is None


class TestLink:
    def test_it_confirms_the_address_it_was_made_for(self, person, now):
        bounce(address=person.email, answer="550", now=now)
        confirm_by_token(confirming_token(person))

        assert not Bounce.objects.exists()

    @pytest.mark.parametrize("days", [0, 8])
    def test_a_forged_or_old_one_is_refused(self, person, now, days):
        bounce(address=person.email, answer="550", now=now)
        token = confirming_token(person)
        with time_machine.travel(now + timedelta(days=days)), pytest.raises(LinkTooOld):
            confirm_by_token(token if days else token[:-1])

        assert Bounce.objects.exists()
