"""The history of a record: any two versions compared, an earlier one brought back as a draft."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ChoiceField
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import Revision, content_of, record_from, registry
from bluestem.publishing.building import (
    content_of_record,
    filled_record,
    form_of,
    stored_record,
)
from bluestem.publishing.comparing import Difference, differences
from bluestem.publishing.errors import Incomplete, NotNow
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import open_change_of
from bluestem.publishing.rules import may_decide_on
from bluestem.publishing.services import begin_restored
from bluestem.publishing.submittables import submittables


@transaction.atomic
def restore(*, revision: Revision, actor: User, now: datetime) -> Submission:
    """Begin an editor's draft that says what a record said then; what is public stays until it is accepted.

    Raises PermissionDenied, NotNow when the record is gone or a change of it is under way.
    """
    if not may_decide_on(actor, revision.kind):
        raise PermissionDenied(f"{actor} may not restore a {revision.kind}.")
    model = registry[revision.kind].model
    record = model._default_manager.filter(pk=revision.record_id).first()  # noqa: SLF001
    if record is None or open_change_of(revision.kind, revision.record_id) is not None:
        raise NotNow(_("A change of this record is under way. Decide about it first."))
    then = record_from(model, revision.content)
    return begin_restored(
        kind=revision.kind,
        record=record,  # type: ignore[arg-type]  # every declared model is a public record
        content=content_of_record(revision.kind, then),
        actor=actor,
        now=now,
    )


def changes_of(submission: Submission) -> list[Difference]:
    """Give what a submission would change in the public record, or all that a new one says. Raises Incomplete."""
    model = registry[submission.kind].model
    stored = stored_record(submission)
    before = content_of(stored) if stored is not None else {}
    form = form_of(submission)
    if not form.is_valid():
        raise Incomplete(form.problems())
    # Without its files: to read what an unsaved file field holds would store it.
    after = content_of(filled_record(form, submission.kind))
    written = {*form.names(), *form.fields}
    return [found for found in differences(model, before, after, words_of(submission.kind)) if found.name in written]


def compare(revision: Revision, other: Revision) -> list[Difference]:
    """Give what differs between two revisions of one record, the first being the earlier."""
    return differences(registry[revision.kind].model, revision.content, other.content, words_of(revision.kind))


def words_of(kind: str) -> dict[str, dict[str, str]]:
    """Give the reader's words for the codes of fields, by field, as the form of a kind offers them."""
    if kind not in submittables:
        return {}
    fields = submittables[kind].form().fields.items()
    offered = {name: field.choices for name, field in fields if isinstance(field, ChoiceField)}
    return {name: dict(choices) for name, choices in offered.items()}  # type: ignore[arg-type]
