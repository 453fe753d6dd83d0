"""Reading submissions, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bluestem.accounts.api import User
from bluestem.publishing.choices import OPEN, WAITING
from bluestem.publishing.models import Submission
from bluestem.publishing.rules import decides, may_decide_on
from bluestem.publishing.submittables import submittables

PEOPLE = ("submitter", "changed_by", "decided_by", "held_by")


def submission_for(person: User, uuid: UUID) -> Submission | None:
    """Give a submission that this person writes, or None as if it did not exist."""
    return submissions_of(person).select_related(*PEOPLE).filter(uuid=uuid).first()


Scopes = dict[str, dict[int, str]]  # for each kind of record, the organisations: key to name


def submissions_of(person: User, scopes: Scopes | None = None) -> QuerySet[Submission]:
    """Give the submissions of the organisations in whose name a person may submit now, and what they restored.

    scopes: the answer of `scopes_of`, by whoever has asked already.
    """
    own = Q(scope_id__isnull=True, submitter=person, kind__in=decided_kinds(person))
    for kind, keys in (scopes_of(person) if scopes is None else scopes).items():
        own |= Q(kind=kind, scope_id__in=keys)
    return Submission.objects.filter(own).order_by("-changed_at", "-id")


def scopes_of(person: User) -> Scopes:
    """Give the organisations in whose name a person may submit now; kinds that share a rule share its query."""
    if not person.is_active:
        return {}
    answers = {rule: dict(rule(person)) for rule in {submittable.may_submit for submittable in submittables}}
    found = {submittable.kind: answers[submittable.may_submit] for submittable in submittables}
    return {kind: scopes for kind, scopes in found.items() if scopes}


def decided_kinds(person: User) -> list[str]:
    """Give the kinds of records about which a person decides."""
    return [submittable.kind for submittable in submittables if may_decide_on(person, submittable.kind)]


def worklist(person: User, *, kind: str = "", state: str = "", country: str = "") -> QuerySet[Submission]:
    """Give what the secretariat has to do or has done, waiting longest first. Drafts are their writers' own."""
    found = Submission.objects.filter(kind__in=decided_kinds(person), submitted_at__isnull=False)
    found = found.filter(state=state) if state else found.filter(state__in=WAITING)
    for name, value in (("kind", kind), ("country", country)):
        if value:
            found = found.filter(**{name: value})
    return found.select_related(*PEOPLE).order_by("submitted_at", "id")


def waiting_count(person: User) -> int:
    """Give how many submissions wait for a decision of this person. One query."""
    return worklist(person).count()


def reviewed_submission(person: User, uuid: UUID) -> Submission | None:
    """Give a submitted submission about whose kind this person decides, or None."""
    found = Submission.objects.select_related(*PEOPLE).filter(uuid=uuid, submitted_at__isnull=False).first()
    return found if found is not None and decides(person, found) else None


def open_change_of(kind: str, record_id: int) -> Submission | None:
    """Give the change of a record that is under way, if there is one."""
    return Submission.objects.filter(kind=kind, record_id=record_id, state__in=OPEN).order_by("id").first()


def owned_records(scopes: Scopes) -> list[tuple[Any, QuerySet[Any]]]:
    """Give, for each kind, its declaration and the records of the organisations that `scopes_of` gave."""
    return [(submittables[kind], submittables[kind].owned(scopes[kind])) for kind in scopes]


def still_open(person: User, uuids: Sequence[str]) -> Collection[str]:
    """Give those submissions that a person may open now; asked before a notice is shown or sent."""
    writes = submissions_of(person).filter(uuid__in=uuids)
    decides_on = Submission.objects.filter(uuid__in=uuids, kind__in=decided_kinds(person))
    return {str(uuid) for rows in (writes, decides_on) for uuid in rows.values_list("uuid", flat=True)}
