"""Who may do what with a submission: small rules, put together, asked by services at every step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bluestem.accounts.api import User
from bluestem.publishing.choices import OPEN, WAITING, WRITABLE
from bluestem.publishing.submittables import Submittable, submittables


class Handed(Protocol):
    """What rules ask of a submission."""

    kind: str
    scope_id: int | None
    state: str
    submitter_id: int | None
    changed_by_id: int | None


Rule = Callable[[User, Handed], bool]


def all_of(*rules: Rule) -> Rule:
    """Give the rule that holds where every one of these does."""
    return lambda person, submission: all(rule(person, submission) for rule in rules)


def any_of(*rules: Rule) -> Rule:
    """Give the rule that holds where one of these does."""
    return lambda person, submission: any(rule(person, submission) for rule in rules)


def may_submit_for(person: User, submittable: Submittable, scope_id: int | None) -> bool:
    """Whether a person may submit such records in the name of an organisation, at this moment."""
    return bool(person.is_active and scope_id is not None and scope_id in submittable.may_submit(person))


def may_decide_on(person: User, kind: str) -> bool:
    """Whether a person decides about records of a kind."""
    return bool(person.is_active and kind in submittables and person.has_perm(submittables[kind].change_permission))


def speaks_for_its_organisation(person: User, submission: Handed) -> bool:
    return submission.kind in submittables and may_submit_for(
        person, submittables[submission.kind], submission.scope_id
    )


def restored_it(person: User, submission: Handed) -> bool:
    """Whether it is an editor's own draft, made from an earlier version of a record."""
    own = submission.scope_id is None and submission.submitter_id == person.pk
    return own and may_decide_on(person, submission.kind)


def decides(person: User, submission: Handed) -> bool:
    return may_decide_on(person, submission.kind)


def is_not_their_own(person: User, submission: Handed) -> bool:
    """Nobody decides about what they handed in for their own organisation. What an editor restored is editing."""
    return submission.scope_id is None or person.pk not in (submission.submitter_id, submission.changed_by_id)


def is_writable(person: User, submission: Handed) -> bool:
    return submission.state in WRITABLE


def is_waiting(person: User, submission: Handed) -> bool:
    return submission.state in WAITING


def is_open(person: User, submission: Handed) -> bool:
    return submission.state in OPEN


writes_it = any_of(speaks_for_its_organisation, restored_it)
may_read = any_of(writes_it, decides)
may_write = all_of(writes_it, is_writable)
may_take_back = all_of(writes_it, is_open)
may_decide = all_of(decides, is_not_their_own)
