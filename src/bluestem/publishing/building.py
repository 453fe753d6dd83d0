"""From a submission to the record that it would become, in memory only."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File

from bluestem.publishing.forms import Content, SubmissionForm, content_of_form
from bluestem.publishing.models import Submission
from bluestem.publishing.submittables import submittables


def stored_record(submission: Submission) -> Any | None:
    """Give the record that a submission changes, fresh from the database, or None for a new one."""
    if submission.record_id is None:
        return None
    return submittables[submission.kind].model._default_manager.filter(pk=submission.record_id).first()  # noqa: SLF001


def form_of(submission: Submission, content: Content | None = None) -> SubmissionForm:
    """Give the form of a submission with what stands in it, or with other content."""
    submittable = submittables[submission.kind]
    record = stored_record(submission) or new_record(submission)
    return submittable.form(submission.content if content is None else content, instance=record)


def new_record(submission: Submission) -> Any:
    """Give an empty record in the name of the submission's organisation."""
    begin = submittables[submission.kind].begin
    if begin is None or submission.scope_id is None:
        return submittables[submission.kind].model()
    return begin(submission.scope_id)


def content_of_record(kind: str, record: Any) -> dict[str, list[str]]:
    """Give what the form of a record holds before anything is typed."""
    return content_of_form(submittables[kind].form(instance=record))


def filled_record(form: SubmissionForm, kind: str) -> Any:
    """Give the record that a valid form makes, complete, without the files that were uploaded."""
    record = form.apply()
    if record.pk is None:
        submittables[kind].complete(record)
    return record


def add_files(record: Any, submission: Submission) -> None:
    """Give the record the files that were uploaded for it; the room's service cleans and stores them."""
    for row in submission.files.all():
        setattr(record, row.field, File(row.file.open("rb"), name=row.name))
