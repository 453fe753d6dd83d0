"""What the secretariat decides, and what it may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from bluestem.catalogue.api import revisions_of
from bluestem.demo.logos import logo
from bluestem.messaging.api import Notice
from bluestem.network.api import NetworkRole, OrganisationRole, join_organisation
from bluestem.programmes.api import Programme
from bluestem.publishing.api import (
    accept,
    ask_for_changes,
    attach_file,
    begin_submission,
    decline,
    submit,
    take_back,
)
from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.deciding import HOLD, hold, holder_of, publish_due, release, take_over
from bluestem.publishing.errors import HeldByAnother, NotNow
from bluestem.publishing.models import Submission
from tests.factories.people import make_person
from tests.publishing.forms import NEW_PROGRAMME, write


@pytest.fixture
def second_editor(administrator, now):
    return make_person("Otto Other", role=NetworkRole.EDITOR, by=administrator, now=now)


@pytest.fixture
def changed(draft, manager, now) -> Submission:
    draft = write(draft, actor=manager, now=now, name="Better machines", reach__0__actual="55")
    return submit(submission=draft, actor=manager, now=now)


def decisions(submission, actor, now) -> list:
    """Every decision, ready to be tried."""
    by = {"submission": submission, "actor": actor, "now": now}
    return [
        lambda: accept(**by),
        lambda: accept(**by, publish_at=now + timedelta(days=1)),
        lambda: decline(**by, reason="No."),
        lambda: ask_for_changes(**by, comments={"name": "Longer."}),
        lambda: hold(**by),
        lambda: take_over(**by, word="Now."),
    ]


def test_accepting_publishes_the_change_and_keeps_who_and_why(changed, editor, manager, programme, now):
    indicator = programme.indicators.get().pk

    accept(submission=changed, actor=editor, now=now)

    sheet = Programme.objects.get(pk=programme.pk)
    assert (sheet.name, sheet.reach.get().actual, sheet.indicators.get().pk) == ("Better machines", 55, indicator)
    assert (sheet.confirmed_on, sheet.confirmed_by) == (now.date(), "organisation")
    newest = revisions_of("programme", sheet.pk)[0]
    assert (newest.saved_by, newest.reason) == (editor, "Submitted by CSR Europe")
    assert Notice.objects.get(person=manager, kind="publishing.decision").title == "Published: Better machines"


def test_a_new_sheet_gets_its_address_and_number(manager, editor, organisation, now):
    draft = begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)
    draft = write(draft, actor=manager, now=now, **NEW_PROGRAMME)
    file = SimpleUploadedFile("ours.png", logo("Robots"), "image/png")
    attach_file(submission=draft, field="logo", file=file, actor=manager, now=now)
    handed_in = submit(submission=draft, actor=manager, now=now)

    accepted = accept(submission=handed_in, actor=editor, now=now)

    sheet = Programme.objects.get(pk=accepted.record_id)
    assert (sheet.slug, sheet.state, sheet.organisation) == ("robots-in-class", "published", organisation)
    assert sheet.number.startswith("BE-")
    assert sheet.logo.read().startswith(b"\x89PNG")
    assert sheet.description == "<p>Robots.</p>\n<ul><li>wheels</li><li>sensors</li></ul>"


@pytest.mark.parametrize("person", ["manager", "member", "stranger", "organiser"])
def test_nobody_else_decides(request, changed, person, now):
    for decision in decisions(changed, request.getfixturevalue(person), now):
        with pytest.raises(PermissionDenied):
            decision()

    assert Submission.objects.get(pk=changed.pk).state == SubmissionState.SUBMITTED
    assert Programme.objects.get(slug="machines").name == "Machines"


def test_an_editor_does_not_decide_about_their_own(draft, editor, administrator, organisation, now):
    role = OrganisationRole.MANAGER
    join_organisation(person=editor, organisation=organisation, role=role, actor=administrator, now=now)
    own = submit(submission=draft, actor=editor, now=now)

    for decision in decisions(own, editor, now)[:4]:
        with pytest.raises(PermissionDenied, match="You handed this in yourself"):
            decision()
    assert accept(submission=own, actor=administrator, now=now).state == SubmissionState.ACCEPTED


def test_changes_are_asked_for_mended_and_accepted(changed, editor, manager, now):
    asked = ask_for_changes(submission=changed, comments={"summary": "For whom?", "": " "}, actor=editor, now=now)
    assert (asked.state, [c.field for c in asked.comments.all()]) == (SubmissionState.CHANGES_ASKED, ["summary"])
    assert Notice.objects.get(person=manager).title == "Changes asked: Better machines"

    mended = write(asked, actor=manager, now=now, summary="For pupils.")
    again = submit(submission=mended, actor=manager, now=now)

    assert not again.comments.filter(is_current=True).exists()
    assert accept(submission=again, actor=editor, now=now).state == SubmissionState.ACCEPTED
    assert Programme.objects.get(slug="machines").summary == "For pupils."


@pytest.mark.parametrize("comments", [{}, {"name": "  "}, {"organisation_id": "Which?"}])
def test_comments_are_needed_and_stand_at_fields(changed, editor, now, comments):
    with pytest.raises(ValidationError):
        ask_for_changes(submission=changed, comments=comments, actor=editor, now=now)

    assert Submission.objects.get(pk=changed.pk).state == SubmissionState.SUBMITTED


def test_declining_needs_a_reason_which_is_told(changed, editor, manager, now):
    with pytest.raises(ValidationError):
        decline(submission=changed, reason=" \n", actor=editor, now=now)

    decline(submission=changed, reason="It is a course.", actor=editor, now=now)

    assert Submission.objects.get(pk=changed.pk).reason == "It is a course."
    assert Notice.objects.get(person=manager).text == "It is a course."
    assert Programme.objects.get(slug="machines").name == "Machines"


def test_what_was_decided_is_not_decided_again(changed, editor, now):
    decline(submission=changed, reason="No.", actor=editor, now=now)

    for decision in decisions(changed, editor, now):
        with pytest.raises(NotNow):
            decision()


def test_a_decision_about_an_older_text_is_refused(changed, editor, manager, now):
    take_back(submission=changed, actor=manager, now=now)
    with pytest.raises(NotNow):
        accept(submission=changed, actor=editor, now=now)

    assert Programme.objects.get(slug="machines").name == "Machines"


def test_one_editor_holds_and_the_hold_runs_out(changed, editor, second_editor, now):
    hold(submission=changed, actor=editor, now=now)

    for decision in decisions(changed, second_editor, now)[:5]:
        with pytest.raises(HeldByAnother) as refused:
            decision()
        assert (refused.value.who, refused.value.until) == (editor.name, now + HOLD)
    later = now + HOLD
    assert holder_of(Submission.objects.get(pk=changed.pk), later) is None
    assert decline(submission=changed, reason="Late.", actor=second_editor, now=later).decided_by == second_editor


def test_a_hold_is_taken_over_with_a_word_that_is_told(changed, editor, second_editor, now):
    hold(submission=changed, actor=editor, now=now)
    with pytest.raises(ValidationError):
        take_over(submission=changed, actor=second_editor, now=now, word=" ")

    taken = take_over(submission=changed, actor=second_editor, now=now, word="You are ill.")

    assert holder_of(taken, now) == second_editor
    assert Notice.objects.get(person=editor, title__startswith="Another editor").text == "You are ill."
    release(submission=changed, actor=editor, now=now)
    assert holder_of(Submission.objects.get(pk=changed.pk), now) == second_editor
    release(submission=changed, actor=second_editor, now=now)
    assert holder_of(Submission.objects.get(pk=changed.pk), now) is None


def test_what_is_accepted_for_a_day_is_published_then_and_once(changed, editor, now):
    tomorrow = now + timedelta(days=1)
    accept(submission=changed, actor=editor, now=now, publish_at=tomorrow)

    assert publish_due(now=tomorrow - timedelta(seconds=1)) == 0
    assert Programme.objects.get(slug="machines").name == "Machines"
    assert [publish_due(now=tomorrow), publish_due(now=tomorrow)] == [1, 0]
    assert Programme.objects.get(slug="machines").name == "Better machines"


def test_a_day_that_is_past_is_refused(changed, editor, now):
    with pytest.raises(ValidationError):
        accept(submission=changed, actor=editor, now=now, publish_at=now)

    assert Submission.objects.get(pk=changed.pk).publish_at is None


def test_what_cannot_be_published_on_its_day_comes_back(changed, editor, now):
    accept(submission=changed, actor=editor, now=now, publish_at=now + timedelta(days=1))
    Submission.objects.filter(pk=changed.pk).update(decided_by=None)

    assert publish_due(now=now + timedelta(days=2)) == 0

    back = Submission.objects.get(pk=changed.pk)
    assert (back.state, back.events.last().step) == (SubmissionState.SUBMITTED, "failed")
