"""Submissions of the sample network, one in each state, made as its people would make them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bluestem.accounts.api import User
from bluestem.demo.reading import read
from bluestem.network.api import Organisation
from bluestem.programmes.api import Programme
from bluestem.publishing.api import (
    Submission,
    ask_for_changes,
    begin_change,
    begin_submission,
    decline,
    save_draft,
    submit,
)

WRITER = "manager@bluestem.example"
EDITOR = "editor@bluestem.example"
ORGANISATION = "csr-europe"


def load_submissions(*, now: datetime) -> int:
    """Add the sample submissions where there are none yet, and give how many were added."""
    organisation = Organisation.objects.get(slug=ORGANISATION)
    if Submission.objects.filter(scope_id=organisation.pk).exists():
        return 0
    writer, editor = (User.objects.get(email=address) for address in (WRITER, EDITOR))
    rows = read("submissions")
    for row in rows:
        _load(row, organisation, writer, editor, now - timedelta(days=row["days"]))
    return len(rows)


def _load(row: Mapping[str, Any], organisation: Organisation, writer: User, editor: User, at: datetime) -> None:
    submission = _begin(row, organisation, writer, at)
    typed = {name: value if isinstance(value, list) else [value.strip()] for name, value in row["content"].items()}
    content = submission.content | typed
    saved = save_draft(submission=submission, content=content, version=1, actor=writer, now=at)
    if row["state"] == "draft":
        return
    handed_in = submit(submission=saved, actor=writer, now=at)
    later = at + timedelta(days=3)
    if row["state"] == "asked":
        ask_for_changes(submission=handed_in, comments=row["comments"], actor=editor, now=later)
    elif row["state"] == "declined":
        decline(submission=handed_in, reason=row["reason"], actor=editor, now=later)


def _begin(row: Mapping[str, Any], organisation: Organisation, writer: User, at: datetime) -> Submission:
    if slug := row.get("change"):
        return begin_change(kind=row["kind"], record=Programme.objects.get(slug=slug), actor=writer, now=at)
    return begin_submission(kind=row["kind"], scope_id=organisation.pk, actor=writer, now=at)
