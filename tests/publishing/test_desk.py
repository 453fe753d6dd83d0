"""The secretariat's pages: worklist, review, history, who did what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from bluestem.programmes.api import Programme, save_programme
from bluestem.publishing.api import begin_submission, submit
from bluestem.publishing.models import Plan, Submission
from tests.publishing.forms import NEW_PROGRAMME, write
from tests.reading import read_html

DESK = "/admin/submissions/"


def page_of(answer):
    return read_html(answer.content.decode(), strict=False)


def press(client, submission, what, **values):
    return client.post(f"{DESK}{submission.uuid}/{what}/", {"version": submission.version, **values})


@pytest.fixture
def changed(draft, manager, now) -> Submission:
    return submit(submission=write(draft, actor=manager, now=now, name="Better machines"), actor=manager, now=now)


def hand_in(manager, organisation, now, **values) -> Submission:
    draft = begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)
    draft = write(draft, actor=manager, now=now, **{**NEW_PROGRAMME, **values})
    return submit(submission=draft, actor=manager, now=now)


def test_the_worklist_begins_with_what_waits_longest(editing, manager, organisation, changed, now):
    hand_in(manager, organisation, now - timedelta(days=3), name="Oldest of all")

    page = page_of(editing.get(f"{DESK}?country=be"))

    titles = [link.text for row in page.find_all("tr") for link in row.find_all("a")]
    assert titles.index("Oldest of all") < titles.index("Better machines")


@pytest.mark.parametrize(
    ("query", "found"),
    [("kind=programme", True), ("kind=publication", False), ("country=fi", False), ("state=declined", False)],
)
def test_the_worklist_is_narrowed(editing, changed, query, found):
    assert ("Better machines" in page_of(editing.get(f"{DESK}?{query}")).text) is found


def test_drafts_are_their_writers_own(editing, draft):
    assert str(draft.uuid) not in editing.get(DESK).content.decode()
    assert editing.get(f"{DESK}{draft.uuid}/").status_code == 404


def test_the_menu_says_how_many_wait_and_the_home_page_which(editing, changed):
    waiting = Submission.objects.filter(state="submitted").count()

    page = editing.get("/admin/").content.decode()

    assert f"Submissions ({waiting})" in page
    assert "Waiting for a decision" in page


def test_the_review_shows_what_would_change(editing, changed):
    page = page_of(editing.get(f"{DESK}{changed.uuid}/"))

    assert next(e.text for e in page.find_all("ins")) == "Better machines"
    assert page.find("textarea", name="comment-name") is not None
    assert editing.get(f"/me/submissions/{changed.uuid}/preview/").status_code == 200


def test_asking_accepting_and_declining_by_their_buttons(editing, manager, organisation, changed, now):
    second, third = (hand_in(manager, organisation, now, name=name) for name in ("Second", "Third"))

    answers = [
        press(editing, changed, "ask", **{"comment-name": "Why?", "comment-": ""}),
        press(editing, second, "accept", publish_at=""),
        press(editing, third, "decline", reason="Not a programme."),
    ]

    assert [answer.headers["Location"] for answer in answers] == [DESK] * 3
    states = [Submission.objects.get(pk=one.pk).state for one in (changed, second, third)]
    assert states == ["asked", "accepted", "declined"]
    assert Programme.objects.get(slug="second").is_public


def test_what_was_typed_stays_when_a_decision_is_refused(editing, changed):
    answer = press(editing, changed, "accept", publish_at="2001-01-01T10:00")

    assert answer.status_code == 422
    page = page_of(answer)
    assert "Choose a moment to come" in page.text
    assert page.find("input", name="publish_at").attributes["value"] == "2001-01-01T10:00"


@pytest.mark.parametrize("moment", ["soon", "2026-02-31T10:00", "9999-12-31T23:59", "\x00"])
def test_a_moment_that_is_none_is_refused(editing, changed, moment):
    assert press(editing, changed, "accept", publish_at=moment).status_code == 422
    assert Submission.objects.get(pk=changed.pk).state == "submitted"


def test_another_editor_sees_who_reviews_and_takes_over(editing, editor, administrator, changed):
    press(editing, changed, "hold")
    other = Client()
    other.force_login(administrator)

    assert f"{editor.name} reviews this" in page_of(other.get(f"{DESK}{changed.uuid}/")).text
    assert press(other, changed, "accept").status_code == 422
    assert press(other, changed, "take-over", word="Urgent.").status_code == 302
    assert Submission.objects.get(pk=changed.pk).held_by == administrator


def test_the_history_compares_plans_and_restores(editing, editor, programme, now):
    sheet = Programme.objects.get(pk=programme.pk)
    sheet.name = "Newer machines"
    save_programme(programme=sheet, actor=editor, now=now, reason="Renamed")
    address = f"{DESK}history/programme/{programme.pk}/"

    page = page_of(editing.get(address))
    assert ("Renamed" in page.text, "Newer" in page.find("ins").text) == (True, True)
    plan = {"action": "withdraw", "due_at": "2100-01-01T10:00", "reason": "It ends."}
    assert editing.post(f"{address}plan/", {**plan, "reason": ""}).status_code == 422
    assert editing.post(f"{address}plan/", plan).status_code == 302
    assert "It ends." in page_of(editing.get(address)).text
    assert editing.post(f"{address}plan/{Plan.objects.get().pk}/cancel/").status_code == 302
    assert editing.post(f"{address}restore/1/").headers["Location"].startswith("/me/submissions/")


def test_the_form_of_a_record_leads_to_its_history(editing, programme):
    answer = editing.get(f"/admin/programmes/history/{programme.pk}/")

    assert answer.headers["Location"] == f"{DESK}history/programme/{programme.pk}/"


def test_two_editors_of_one_record_do_not_overwrite_each_other(editing, editor, programme, now):
    from tests.administration import AdminForm, after, errors_in

    form = AdminForm.open(editing, f"/admin/programmes/edit/{programme.pk}/")
    sheet = Programme.objects.get(pk=programme.pk)
    sheet.name = "Theirs"
    save_programme(programme=sheet, actor=editor, now=now)
    form.fill(name="Mine")

    answer = form.send()

    assert any("saved this on" in sentence for sentence in errors_in(answer))
    again = after(answer)
    assert (again.data["name"], Programme.objects.get(pk=programme.pk).name) == (["Mine"], "Theirs")
    again.client = editing
    assert again.send().status_code == 302
    assert Programme.objects.get(pk=programme.pk).name == "Mine"


def test_administrators_see_who_did_what(administrator, changed, programme):
    client = Client()
    client.force_login(administrator)

    page = page_of(client.get(f"{DESK}deeds/?person=Mona&kind=programme&since=2026-01-01&until=2026-12-31"))

    rows = [row.text for row in page.find_all("tr") if "Better machines" in row.text or "Machines" in row.text]
    assert len(rows) == 2
    assert all("Mona Manager" in row for row in rows)
    assert "Nobody did anything" in page_of(client.get(f"{DESK}deeds/?since=2090-01-01")).text


def test_editors_do_not_see_who_did_what(editing, db):
    assert editing.get(f"{DESK}deeds/").status_code == 302


@pytest.mark.parametrize("person", ["manager", "member", "organiser"])
def test_nobody_else_gets_in(request, changed, programme, person):
    client = Client()
    client.force_login(request.getfixturevalue(person))

    for address in ("", f"{changed.uuid}/", "deeds/", f"history/programme/{programme.pk}/"):
        assert client.get(f"{DESK}{address}").status_code in (302, 403)
    assert press(client, changed, "accept").status_code in (302, 403)
    assert Submission.objects.get(pk=changed.pk).state == "submitted"


def test_the_worklist_costs_the_same_for_one_and_for_many(editing, manager, organisation, count_queries, now):
    def measured() -> int:
        with count_queries() as counted:
            editing.get(DESK)
        return counted.number

    hand_in(manager, organisation, now)
    measured()
    few = measured()
    for _number in range(15):
        hand_in(manager, organisation, now)

    assert measured() == few
