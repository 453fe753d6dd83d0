"""The newsletter for readers: the form, the archive, each issue."""

from __future__ import annotations

import re

import pytest

from bluestem.messaging.api import Mail
from bluestem.newsletters.models import Subscription
from bluestem.newsletters.services import schedule_issue, send_due
from tests.conftest import NOW
from tests.newsletters.test_services import read
from tests.reading import read_page

FORM = "/newsletter/subscribe/"


@pytest.fixture
def sent(issue, editor, now, published):
    schedule_issue(issue=issue, actor=editor, at=now, now=now)
    with published():
        send_due(now)
    issue.refresh_from_db()
    return issue


def test_known_and_unknown_addresses_get_the_same_answer(client, subscriber):
    subscriber("known@example.org")

    answers = [client.post(FORM, {"email": f"{who}@example.org", "language": "en"}) for who in ("known", "unknown")]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, f"{FORM}asked/")}
    assert Mail.objects.count() == 2
    assert client.get(f"{FORM}asked/").status_code == 200


def test_a_wrong_address_stays_and_is_named(client, db):
    answer = client.post(FORM, {"email": "nobody", "language": "en"})

    page = read_page(answer)
    assert page.find("input", name="email")["value"] == "nobody"
    assert "Write the whole address" in page.text
    assert not Subscription.objects.exists()


def test_opening_the_link_confirms_nothing_pressing_the_button_does(client, db):
    client.post(FORM, {"email": "ada@example.org", "language": "en"})
    address = re.search(r"http://testserver(/newsletter/confirm/[^/\s]+/)", read(Mail.objects.get()))[1]

    assert client.get(address).status_code == 200
    assert Subscription.objects.get().confirmed_at is None
    assert "You get the newsletter" in read_page(client.post(address)).text
    assert Subscription.objects.get().confirmed_at is not None


def test_a_link_that_does_not_work_says_so(client, db):
    answer = client.get("/newsletter/confirm/nonsense/")

    assert answer.status_code == 410
    assert "This link does not work any more" in answer.content.decode()


def test_an_issue_is_nowhere_before_it_is_sent(client, issue):
    assert client.get("/newsletter/november/").status_code == 404
    for address in ("/newsletter/", "/newsletter/feed.rss", "/search/?q=november", "/newsletter/export.json"):
        answer = client.get(address)
        text = b"".join(answer) if answer.streaming else answer.content
        assert b"STEM in November" not in text, address


def test_a_sent_issue_is_in_the_archive_and_its_feed(client, sent, count_queries):
    with count_queries() as counted:
        page = read_page(client.get("/newsletter/november/"))

    assert counted.number <= 3, counted
    assert page.find("h1").text == "STEM in November"
    assert "STEM@Home" in page.text
    assert "STEM in November" in read_page(client.get("/newsletter/")).text
    assert b"STEM in November" in b"".join(client.get("/newsletter/feed.rss"))


def test_one_click_in_the_mail_ends_it(client, issue, editor, subscriber, published):
    subscriber("ada@example.org")
    schedule_issue(issue=issue, actor=editor, at=NOW, now=NOW)
    with published():
        send_due(NOW)
    address = re.search(
        rb"List-Unsubscribe: <http://testserver([^>]+)>", bytes(Mail.objects.get().message).replace(b"\r\n ", b"")
    )[1]

    client.get(address.decode())
    assert Subscription.objects.count() == 1
    client.post(address.decode(), {"List-Unsubscribe": "One-Click"})

    assert Subscription.objects.count() == 0
    issue.refresh_from_db()
    assert issue.leavers == 1
