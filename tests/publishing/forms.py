"""Typing into submissions."""

from __future__ import annotations

from typing import Any

from bluestem.publishing.api import save_draft
from bluestem.publishing.models import Submission


def typed(submission: Submission, **values: Any) -> dict[str, list[str]]:
    """Give the content of a submission with other values; `__` stands for the `-` of rows."""
    changed = {n.replace("__", "-"): v if isinstance(v, list) else [v] for n, v in values.items()}
    return {**submission.content, **changed}


def write(submission: Submission, *, actor: Any, now: Any, **values: Any) -> Submission:
    """Type values into a submission and save it."""
    content = typed(submission, **values)
    return save_draft(submission=submission, content=content, version=submission.version, actor=actor, now=now)


NEW_PROGRAMME = {
    "name": "Robots in class",
    "summary": "Pupils build robots.",
    "description": "Robots.\n\n- wheels\n- sensors",
    "language": "en",
    "country": "be",
    "status": "active",
    "year_start": "2026",
    "topics": ["science"],
}
