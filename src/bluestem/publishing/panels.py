"""What a person is shown of publishing on pages of other rooms: on their space, and beside a record that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from bluestem.accounts.api import User
from bluestem.publishing.choices import WRITABLE, SubmissionState
from bluestem.publishing.confirming import unconfirmed
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import open_change_of, owned_records, scopes_of, submissions_of
from bluestem.publishing.rules import may_decide_on, may_submit_for
from bluestem.publishing.submittables import submittables
from bluestem.ui.api import Panel

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Managing:
    """What a person may do with the record whose page they read. `change`: the change of it that is under way."""

    kind: str
    record: Any
    is_due: bool
    may_change: bool
    change: Submission | None


def managing(request: HttpRequest, kind: str, record: Any) -> Managing | None:
    """Give what the person of a request may do with a public record; None for most readers, without any query."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated or kind not in submittables or not record.is_public:
        return None
    submittable = submittables[kind]
    may_change = may_submit_for(person, submittable, submittable.owner(record))
    if not may_change and not may_decide_on(person, kind):
        return None
    return Managing(
        kind=kind,
        record=record,
        is_due=record.is_confirmation_old(timezone.now()),
        may_change=may_change,
        change=open_change_of(kind, record.pk) if may_change else None,
    )


def space_panel(person: User) -> Markup | None:
    """Submissions that wait for the person, and their records that wait for a confirmation."""
    scopes = scopes_of(person)
    if not scopes:
        return None
    mine = submissions_of(person, scopes)
    today = timezone.now().date()
    due = [
        (submittable, list(unconfirmed(records, today=today).order_by("confirmed_on", "pk")[:SHOWN]))
        for submittable, records in owned_records(scopes)
    ]
    context = {
        "asked": list(mine.filter(state=SubmissionState.CHANGES_ASKED)[:SHOWN]),
        "others": list(
            mine.filter(Q(state__in=WRITABLE) | Q(state=SubmissionState.SUBMITTED)).exclude(
                state=SubmissionState.CHANGES_ASKED
            )[:SHOWN]
        ),
        "due": [(submittable, record) for submittable, records in due for record in records],
    }
    return Markup(render_to_string("publishing/space_panel.html", context))  # noqa: S704


SPACE_PANEL = Panel(name="submissions", slot="space", order=10, render=space_panel)
