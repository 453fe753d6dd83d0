"""Small rules, put together."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bluestem.publishing.rules import (
    all_of,
    any_of,
    decides,
    is_not_their_own,
    may_decide_on,
    may_read,
    may_submit_for,
    may_take_back,
    may_write,
    restored_it,
    speaks_for_its_organisation,
)
from bluestem.publishing.submittables import submittables


@dataclass
class Handed:
    kind: str = "programme"
    scope_id: int | None = None
    state: str = "draft"
    submitter_id: int | None = None
    changed_by_id: int | None = None


def yes(person, submission) -> bool:
    return True


def no(person, submission) -> bool:
    return False


@pytest.mark.parametrize(
    ("rule", "holds"),
    [(all_of(yes, no), False), (all_of(yes, yes), True), (any_of(no, yes), True), (any_of(no), False)],
)
def test_rules_are_put_together(rule, holds):
    assert rule(None, Handed()) is holds


def test_a_manager_speaks_for_their_own_organisation_only(manager, organisation, elsewhere):
    own, other = Handed(scope_id=organisation.pk), Handed(scope_id=elsewhere.pk)

    assert [speaks_for_its_organisation(manager, one) for one in (own, other)] == [True, False]
    assert [may_read(manager, one) for one in (own, other)] == [True, False]


def test_a_closed_account_may_nothing(manager, editor, organisation):
    manager.is_active = editor.is_active = False

    assert not may_submit_for(manager, submittables["programme"], organisation.pk)
    assert not may_decide_on(editor, "programme")


def test_an_unknown_kind_is_nobodys(manager, editor, organisation):
    unknown = Handed(kind="poem", scope_id=organisation.pk)

    assert not speaks_for_its_organisation(manager, unknown)
    assert not decides(editor, unknown)


@pytest.mark.parametrize(
    ("state", "writes", "takes_back"),
    [
        ("draft", True, True),
        ("asked", True, True),
        ("submitted", False, True),
        ("scheduled", False, True),
        ("accepted", False, False),
        ("declined", False, False),
        ("withdrawn", False, False),
    ],
)
def test_the_state_says_what_may_be_done(manager, organisation, state, writes, takes_back):
    handed = Handed(scope_id=organisation.pk, state=state)

    assert (may_write(manager, handed), may_take_back(manager, handed)) == (writes, takes_back)


def test_what_an_editor_restored_is_theirs(editor, administrator, manager):
    restored = Handed(submitter_id=editor.pk)

    assert [restored_it(person, restored) for person in (editor, administrator, manager)] == [True, False, False]
    assert is_not_their_own(editor, restored)


def test_nobody_decides_about_what_they_handed_in_or_wrote_last(editor, administrator, organisation):
    handed = Handed(scope_id=organisation.pk, submitter_id=editor.pk, changed_by_id=administrator.pk)

    assert [is_not_their_own(person, handed) for person in (editor, administrator)] == [False, False]
