"""What members do with submissions, and what they may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from bluestem.catalogue.api import ChangedMeanwhile
from bluestem.demo.logos import logo
from bluestem.messaging.api import Notice
from bluestem.network.api import OrganisationRole, join_organisation
from bluestem.programmes.api import Programme
from bluestem.publishing.api import (
    attach_file,
    begin_change,
    begin_submission,
    save_draft,
    submit,
    take_back,
)
from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.errors import Incomplete, NotNow
from bluestem.publishing.models import Submission
from bluestem.publishing.services import remove_file
from tests.publishing.forms import NEW_PROGRAMME, typed, write


def end_membership(person, organisation, administrator, now):
    """End it as the rooms do, by making the manager a mere member: the right to submit ends with the role."""
    join_organisation(
        person=person, organisation=organisation, role=OrganisationRole.MEMBER, actor=administrator, now=now
    )


def test_a_new_sheet_begins_in_the_name_of_the_organisation(manager, organisation, now):
    draft = begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)

    assert (draft.state, draft.scope_name, draft.is_new, draft.version) == ("draft", organisation.name, True, 1)
    assert draft.content["country"] == [organisation.country]


def test_a_change_begins_with_what_is_public(draft):
    assert draft.content["name"] == ["Machines"]
    assert draft.content["description"] == ["Pupils build small machines and measure what they do."]
    assert draft.content["indicators-0-name"] == ["Pupils"]
    assert draft.content["reach-0-actual"] == ["40"]


def test_a_record_has_one_change_at_a_time(draft, programme, colleague, now):
    assert begin_change(kind="programme", record=programme, actor=colleague, now=now) == draft


@pytest.mark.parametrize("person", ["member", "stranger", "organiser"])
def test_others_begin_nothing(request, person, programme, organisation, now):
    other = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        begin_submission(kind="programme", scope_id=organisation.pk, actor=other, now=now)
    with pytest.raises(PermissionDenied):
        begin_change(kind="programme", record=programme, actor=other, now=now)

    assert not Submission.objects.filter(submitter=other).exists()


def test_organisations_are_changed_and_not_added(manager, organisation, now):
    with pytest.raises(PermissionDenied):
        begin_submission(kind="organisation", scope_id=organisation.pk, actor=manager, now=now)

    assert begin_change(kind="organisation", record=organisation, actor=manager, now=now).title == organisation.name


def test_what_is_typed_is_kept_complete_or_not(draft, manager, now):
    saved = write(draft, actor=manager, now=now, name="", year_start="soon")

    stored = Submission.objects.get(pk=draft.pk)
    assert (stored.content["name"], stored.content["year_start"], stored.version) == ([""], ["soon"], 2)
    assert saved.version == 2


def test_saving_the_same_again_changes_nothing(draft, manager, now):
    assert write(draft, actor=manager, now=now + timedelta(hours=1)).version == 1


def test_the_second_of_two_hears_who_saved_when(draft, manager, colleague, now):
    write(draft, actor=manager, now=now, name="Mine")

    with pytest.raises(ChangedMeanwhile) as refused:
        save_draft(submission=draft, content=typed(draft, name="Yours"), version=1, actor=colleague, now=now)

    assert (refused.value.who, refused.value.when) == ("Mona Manager", now)
    assert Submission.objects.get(pk=draft.pk).content["name"] == ["Mine"]


def test_a_membership_that_ended_a_second_ago_counts_for_nothing(draft, manager, organisation, administrator, now):
    end_membership(manager, organisation, administrator, now)

    for deed in (submit, take_back):
        with pytest.raises(PermissionDenied):
            deed(submission=draft, actor=manager, now=now)
    with pytest.raises(PermissionDenied):
        write(draft, actor=manager, now=now, name="Too late")
    assert Submission.objects.get(pk=draft.pk).title == "Machines"


def test_another_organisations_manager_touches_nothing(draft, stranger, now):
    with pytest.raises(PermissionDenied):
        write(draft, actor=stranger, now=now, name="Taken")

    assert Submission.objects.get(pk=draft.pk).version == 1


def test_submitting_tells_the_secretariat_and_changes_nothing_public(draft, manager, editor, now):
    draft = write(draft, actor=manager, now=now, name="Better machines")

    submit(submission=draft, actor=manager, now=now)

    stored = Submission.objects.get(pk=draft.pk)
    assert (stored.state, stored.submitted_at, stored.submitter) == (SubmissionState.SUBMITTED, now, manager)
    assert Programme.objects.get(slug="machines").name == "Machines"
    assert Notice.objects.get(person=editor, kind="publishing.worklist").title == "Submitted: Better machines"


def test_what_is_missing_is_named_and_nothing_is_handed_in(draft, manager, now):
    draft = write(draft, actor=manager, now=now, name="", indicators__0__measured_by="")

    with pytest.raises(Incomplete) as refused:
        submit(submission=draft, actor=manager, now=now)

    assert refused.value.fields == {
        "name": ["This field is required."],
        "indicators": ["Indicator 1, Measured by: This field is required."],
    }
    assert Submission.objects.get(pk=draft.pk).state == SubmissionState.DRAFT


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\t", "\x07", "\u2028"])
def test_line_breaks_and_unseen_signs_in_a_title_are_refused(draft, manager, now, sign):
    draft = write(draft, actor=manager, now=now, name=f"Machines{sign}Bcc: all")

    with pytest.raises(Incomplete) as refused:
        submit(submission=draft, actor=manager, now=now)

    assert "A title is one line." in refused.value.fields["name"][0]


def test_what_was_submitted_is_not_changed(submitted, manager, now):
    with pytest.raises(NotNow, match="Take it back first"):
        write(submitted, actor=manager, now=now, name="Later")


def test_a_submission_is_taken_back(submitted, manager, now):
    taken = take_back(submission=submitted, actor=manager, now=now)

    assert (taken.state, taken.events.last().step) == (SubmissionState.WITHDRAWN, "taken-back")
    with pytest.raises(NotNow):
        take_back(submission=taken, actor=manager, now=now)


def test_a_picture_is_kept_made_anew_and_replaced(draft, manager, now):
    for name in ("first.png", "second.png"):
        file = SimpleUploadedFile(name, logo("Machines"), "image/png")
        attach_file(submission=draft, field="logo", file=file, actor=manager, now=now)
    assert [row.name for row in draft.files.all()] == ["second.png"]

    remove_file(submission=draft, field="logo", actor=manager, now=now)

    assert not draft.files.exists()


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", b"\x89PNG broken"])
def test_what_is_no_picture_is_refused(draft, manager, now, content):
    file = SimpleUploadedFile("logo.png", content, "image/png")

    with pytest.raises(ValidationError, match="no picture that we can use"):
        attach_file(submission=draft, field="logo", file=file, actor=manager, now=now)

    assert not draft.files.exists()


def test_a_form_takes_only_its_own_files(draft, manager, now):
    with pytest.raises(ValidationError):
        attach_file(
            submission=draft, field="number", file=SimpleUploadedFile("a.pdf", b"%PDF-1"), actor=manager, now=now
        )


def test_a_new_sheet_is_submitted_with_rows(manager, organisation, now):
    draft = begin_submission(kind="programme", scope_id=organisation.pk, actor=manager, now=now)
    draft = write(draft, actor=manager, now=now, **NEW_PROGRAMME, reach__0__year="2026", reach__0__what="pupils")

    assert submit(submission=draft, actor=manager, now=now).title == "Robots in class"
