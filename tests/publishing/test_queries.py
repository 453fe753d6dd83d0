"""Who finds which submissions."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bluestem.publishing.models import Submission
from bluestem.publishing.queries import (
    decided_kinds,
    open_change_of,
    owned_records,
    reviewed_submission,
    scopes_of,
    still_open,
    submission_for,
    submissions_of,
    waiting_count,
    worklist,
)
from bluestem.publishing.services import take_back


@pytest.mark.parametrize(
    ("person", "finds"), [("manager", True), ("colleague", True), ("stranger", False), ("member", False)]
)
def test_a_submission_is_found_by_those_who_write_it(request, draft, person, finds):
    someone = request.getfixturevalue(person)

    assert (submission_for(someone, draft.uuid) == draft) is finds
    assert (draft in submissions_of(someone)) is finds
    assert (str(draft.uuid) in still_open(someone, [str(draft.uuid), str(uuid4())])) is finds


def test_a_draft_is_not_reviewed_and_what_was_submitted_is(editor, submitted, manager, organisation, now):
    assert reviewed_submission(editor, submitted.uuid) == submitted
    assert reviewed_submission(manager, submitted.uuid) is None
    Submission.objects.update(submitted_at=None)

    assert reviewed_submission(editor, submitted.uuid) is None
    assert reviewed_submission(editor, uuid4()) is None


def test_the_worklist_counts_what_waits(editor, organiser, submitted, manager, now):
    waiting = waiting_count(editor)
    assert submitted in worklist(editor)
    assert waiting_count(organiser) == 0

    take_back(submission=submitted, actor=manager, now=now)

    assert waiting_count(editor) == waiting - 1
    assert submitted in worklist(editor, state="withdrawn", kind="programme", country="be")


def test_editors_decide_about_every_kind_and_managers_about_none(editor, manager):
    assert {"organisation", "programme", "publication"} <= set(decided_kinds(editor))
    assert decided_kinds(manager) == []


def test_a_manager_speaks_for_their_organisation_in_every_kind(manager, member, organisation):
    assert scopes_of(manager)["programme"] == {organisation.pk: organisation.name}
    assert scopes_of(member) == {}
    manager.is_active = False
    assert scopes_of(manager) == {}


def test_owned_records_are_those_of_the_organisation(manager, stranger, programme, elsewhere):
    found = {submittable.kind: records for submittable, records in owned_records(scopes_of(manager))}
    theirs = {submittable.kind: records for submittable, records in owned_records(scopes_of(stranger))}

    assert programme in found["programme"]
    assert list(theirs["organisation"]) == [elsewhere]
    assert not theirs["programme"].exists()


def test_a_change_is_under_way_until_it_is_taken_back(draft, programme, manager, now):
    assert open_change_of("programme", programme.pk) == draft

    take_back(submission=draft, actor=manager, now=now)

    assert open_change_of("programme", programme.pk) is None
