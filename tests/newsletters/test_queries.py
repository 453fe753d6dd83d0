"""What a new issue proposes, and what the secretariat sees and does at its desk."""

from __future__ import annotations

import pytest

from bluestem.messaging.api import Mail
from bluestem.newsletters.models import Issue
from bluestem.newsletters.queries import PROPOSED, pieces, proposed_body
from bluestem.newsletters.services import schedule_issue, send_due
from bluestem.programmes.api import Programme
from tests.conftest import NOW


@pytest.fixture
def desk(issue: Issue) -> str:
    return f"/admin/newsletters/{issue.pk}/sending/"


def test_a_first_issue_proposes_the_newest_of_every_kind(db):
    blocks = proposed_body(language="fr")

    assert blocks[0]["value"]["heading"] == "Programmes"
    assert {len(block["value"]["records"]) for block in blocks} == {PROPOSED}
    newest = Programme.objects.public().order_by("-published_at", "-pk").first()
    assert blocks[0]["value"]["records"][0] == {"kind": "programme", "slug": newest.slug}


def test_the_next_issue_proposes_what_came_since(issue, editor, published):
    schedule_issue(issue=issue, actor=editor, at=NOW, now=NOW)
    with published():
        send_due(NOW)

    assert proposed_body(language="en") == []
    assert proposed_body(language="fr") != []


def test_a_record_that_was_withdrawn_is_left_out(issue):
    def shown() -> list[str]:
        return [record.slug for piece in pieces(issue) for _type, record in piece.records]

    assert shown() == ["stem-at-home"]
    Programme.objects.filter(slug="stem-at-home").update(state="withdrawn")
    assert shown() == []


def test_an_editor_previews_tries_and_sends(editing, editor, desk, subscriber, published):
    subscriber("ada@example.org")
    assert "1 reader gets it." in editing.get(desk).content.decode()
    for form in ("html", "text"):
        answer = editing.get(desk.replace("sending/", f"letter.{form}"))
        assert answer.status_code == 200
        assert "Three things." in answer.content.decode()
    with published():
        editing.post(desk, {"do": "try"})
        editing.post(desk, {"do": "send"})
        send_due()

    assert sorted(Mail.objects.values_list("recipient", flat=True)) == sorted(["ada@example.org", editor.email])
    assert "Delivered to their mail servers" in editing.get(desk).content.decode()
    editing.post(desk, {"do": "send"})
    assert Issue.objects.get().stage == "sent"


@pytest.mark.parametrize("at", ["", "yesterday", "2020-01-01T10:00", "9999-99-99T10:00"])
def test_a_time_that_is_none_or_past_schedules_nothing(editing, desk, at):
    editing.post(desk, {"do": "schedule", "at": at})

    assert Issue.objects.get().stage == "writing"


def test_a_new_issue_begins_with_what_is_proposed(editing):
    answer = editing.get("/admin/newsletters/new/")

    newest = Programme.objects.public().order_by("-published_at", "-pk").first()
    assert answer.status_code == 200
    assert newest.slug in answer.content.decode()


def test_members_get_no_further_than_the_sign_in(signed_in, desk):
    answers = [
        signed_in.get(desk),
        signed_in.post(desk, {"do": "send"}),
        signed_in.get(desk.replace("sending/", "letter.html")),
    ]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert Issue.objects.get().stage == "writing"
