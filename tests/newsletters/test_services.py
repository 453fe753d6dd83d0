"""An issue is written, tried, and sent once to everybody who confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.messaging.api import Mail
from bluestem.newsletters import services
from bluestem.newsletters.choices import Stage
from bluestem.newsletters.errors import AlreadyOnItsWay
from bluestem.newsletters.models import Issue, Subscription
from bluestem.newsletters.queries import numbers_of
from bluestem.newsletters.services import call_back_issue, save_issue, schedule_issue, send_due, try_issue
from tests.conftest import NOW


def read(mail: Mail) -> str:
    from email import message_from_bytes, policy

    message = message_from_bytes(bytes(mail.message), policy=policy.default)
    return "".join(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")


def test_it_goes_to_those_who_confirmed_in_its_language_and_to_nobody_else(issue, editor, subscriber, now, published):
    wanted = subscriber("ada@example.org")
    subscriber("unconfirmed@example.org", confirmed=False)
    subscriber("french@example.org", language="fr")
    schedule_issue(issue=issue, actor=editor, at=now, now=now)

    with published():
        assert [send_due(now), send_due(now)] == [1, 0]

    assert [(mail.recipient, mail.key) for mail in Mail.objects.all()] == [
        ("ada@example.org", f"newsletter:{issue.uuid}:{wanted.uuid}")
    ]
    issue.refresh_from_db()
    assert (issue.stage, issue.state, issue.published_at, issue.sent_at) == (Stage.SENT, "published", now, now)


def test_batches_reach_everybody_once(issue, editor, subscriber, published, monkeypatch):
    for number in range(7):
        subscriber(f"reader{number}@example.org")
    monkeypatch.setattr(services, "BATCH", 3)
    schedule_issue(issue=issue, actor=editor, at=NOW, now=NOW)

    with published():
        handed = [send_due(NOW) for _batch in range(4)]

    assert handed == [3, 3, 1, 0]
    assert sorted(Mail.objects.values_list("recipient", flat=True)) == [f"reader{n}@example.org" for n in range(7)]
    numbers = numbers_of(Issue.objects.get())
    assert (numbers.receivers, numbers.handed, numbers.sent, numbers.bounced, numbers.left) == (7, 7, 0, 0, 0)


def test_who_confirms_while_it_is_sent_gets_the_next_one(issue, editor, subscriber, published, monkeypatch):
    monkeypatch.setattr(services, "BATCH", 1)
    subscriber("early@example.org")
    schedule_issue(issue=issue, actor=editor, at=NOW, now=NOW)
    with published():
        send_due(NOW)
        Subscription.objects.create(
            email="late@example.org", language="en", asked_at=NOW, confirmed_at=NOW + timedelta(seconds=1)
        )
        send_due(NOW + timedelta(seconds=2))

    assert list(Mail.objects.values_list("recipient", flat=True)) == ["early@example.org"]


def test_the_mail_says_the_same_in_both_forms_and_can_be_ended(issue, editor, subscriber, now, published):
    subscriber("ada@example.org")
    schedule_issue(issue=issue, actor=editor, at=now, now=now)
    with published():
        send_due(now)

    mail = Mail.objects.get()
    text = read(mail)
    assert "every sheet (http://testserver/programmes/)" in text
    assert 'href="http://testserver/programmes/"' in text
    assert "http://testserver/programmes/stem-at-home/" in text
    assert "alert(1)" not in text
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in bytes(mail.message)


def test_a_copy_goes_to_oneself_and_changes_nothing(issue, editor, subscriber, now):
    subscriber("ada@example.org")

    try_issue(issue=issue, actor=editor, now=now)

    assert list(Mail.objects.values_list("recipient", flat=True)) == [editor.email]
    issue.refresh_from_db()
    assert (issue.stage, issue.state) == (Stage.WRITING, "draft")


def test_it_waits_for_its_time_and_can_be_called_back(issue, editor, subscriber, now):
    subscriber("ada@example.org")
    schedule_issue(issue=issue, actor=editor, at=now + timedelta(days=1), now=now)
    assert send_due(now) == 0

    call_back_issue(issue=issue, actor=editor)

    assert send_due(now + timedelta(days=2)) == 0
    assert not Mail.objects.exists()


def test_what_is_on_its_way_can_neither_be_sent_again_nor_called_back(issue, editor, now, published):
    schedule_issue(issue=issue, actor=editor, at=now, now=now)
    with published():
        send_due(now)

    with pytest.raises(AlreadyOnItsWay):
        schedule_issue(issue=issue, actor=editor, at=now, now=now)
    with pytest.raises(AlreadyOnItsWay):
        call_back_issue(issue=issue, actor=editor)


@pytest.mark.parametrize("who", ["member", "organiser"])
def test_only_editors_send(issue, now, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        schedule_issue(issue=issue, actor=person, at=now, now=now)
    with pytest.raises(PermissionDenied):
        try_issue(issue=issue, actor=person, now=now)
    with pytest.raises(PermissionDenied):
        call_back_issue(issue=issue, actor=person)

    issue.refresh_from_db()
    assert (issue.stage, Mail.objects.count()) == (Stage.WRITING, 0)


def test_nobody_publishes_an_issue_by_its_form(issue, editor, now):
    issue.state, issue.stage, issue.published_at = "published", Stage.SENT, now

    save_issue(issue=issue, actor=editor, now=now)

    issue.refresh_from_db()
    assert (issue.state, issue.stage) == ("draft", Stage.WRITING)


def test_an_issue_needs_words(editor, now):
    with pytest.raises(ValidationError):
        save_issue(issue=Issue(slug="empty", language="en"), actor=editor, now=now)

    assert not Issue.objects.exists()
