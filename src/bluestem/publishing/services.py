"""What members do with submissions: begin, save, submit, take back. Published records stay as they are meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import ChangedMeanwhile, PublicRecord
from bluestem.kit.text import clean_line
from bluestem.publishing.building import content_of_record, form_of
from bluestem.publishing.choices import OPEN, WRITABLE, Step, SubmissionState
from bluestem.publishing.errors import Incomplete, NotNow
from bluestem.publishing.forms import Content
from bluestem.publishing.models import Submission, SubmissionEvent, SubmissionFile
from bluestem.publishing.queries import open_change_of
from bluestem.publishing.rules import Rule, may_submit_for, may_take_back, may_write, writes_it
from bluestem.publishing.submittables import submittables
from bluestem.publishing.telling import tell_secretariat


@transaction.atomic
def begin_submission(*, kind: str, scope_id: int, actor: User, now: datetime) -> Submission:
    """Begin a new record in the name of an organisation.

    Gives the draft. Raises PermissionDenied unless the actor may submit such records for it now.
    """
    submittable = submittables[kind]
    if submittable.begin is None or not may_submit_for(actor, submittable, scope_id):
        raise PermissionDenied(f"{actor} may not submit a {kind} for organisation {scope_id}.")
    content = content_of_record(kind, submittable.begin(scope_id))
    return _begin(kind=kind, scope_id=scope_id, record=None, content=content, actor=actor, now=now)


@transaction.atomic
def begin_change(*, kind: str, record: PublicRecord, actor: User, now: datetime) -> Submission:
    """Begin a change of a record, or give the change that is under way: a record has one at a time.

    Raises PermissionDenied unless the actor may submit for the organisation that the record belongs to.
    """
    submittable = submittables[kind]
    scope_id = submittable.owner(record)
    if not may_submit_for(actor, submittable, scope_id):
        raise PermissionDenied(f"{actor} may not change {record}.")
    found = open_change_of(kind, record.pk)
    if found is not None:
        return found
    content = content_of_record(kind, record)
    try:
        with transaction.atomic():
            return _begin(kind=kind, scope_id=scope_id, record=record, content=content, actor=actor, now=now)
    except IntegrityError:
        # Somebody began at the same moment; the constraint lets one of them.
        return Submission.objects.get(kind=kind, record_id=record.pk, state__in=OPEN)


@transaction.atomic
def save_draft(*, submission: Submission, content: Content, version: int, actor: User, now: datetime) -> Submission:
    """Keep what was typed, whether it is complete or not. Saving the same again changes nothing.

    version: that of the form; the saving is refused when somebody saved after it.
    Gives the submission as stored. Raises PermissionDenied, NotNow, ChangedMeanwhile.
    """
    stored = _locked(submission, actor, may_write)
    if dict(content) == stored.content:
        return stored
    if stored.version != version:
        raise ChangedMeanwhile(who=stored.changed_by.name if stored.changed_by else "", when=stored.changed_at)
    stored.content = dict(content)
    _describe(stored)
    _touch(stored, actor, now)
    return stored


@transaction.atomic
def attach_file(
    *, submission: Submission, field: str, file: UploadedFile[Any], actor: User, now: datetime
) -> SubmissionFile:
    """Keep an uploaded file with a submission, in place of an earlier one.

    Raises PermissionDenied, NotNow, ValidationError with a sentence when the file is not one that we take.
    """
    stored = _locked(submission, actor, may_write)
    upload = next((u for u in submittables[stored.kind].form.uploads if u.field == field), None)
    if upload is None:
        raise ValidationError(_("This form takes no such file."))
    content = upload.clean(file)
    _drop_file(stored, field)
    row = SubmissionFile(submission=stored, field=field, name=clean_line(file.name or field, 200), added_at=now)
    row.file.save(content.name or field, content, save=False)
    row.save()
    _touch(stored, actor, now)
    return row


@transaction.atomic
def remove_file(*, submission: Submission, field: str, actor: User, now: datetime) -> None:
    """Take an uploaded file away again. Raises PermissionDenied, NotNow."""
    stored = _locked(submission, actor, may_write)
    _drop_file(stored, field)
    _touch(stored, actor, now)


@transaction.atomic
def submit(*, submission: Submission, actor: User, now: datetime) -> Submission:
    """Hand a submission to the secretariat, which is told of it.

    Raises PermissionDenied, NotNow, Incomplete with a sentence for each field that is missing or wrong.
    """
    stored = _locked(submission, actor, may_write)
    form = form_of(stored)
    if not form.is_valid():
        raise Incomplete(form.problems())
    stored.state = SubmissionState.SUBMITTED
    stored.submitted_at, stored.submitter = now, actor
    stored.comments.filter(is_current=True).update(is_current=False)
    _touch(stored, actor, now)
    add_event(stored, Step.SUBMITTED, actor=actor, now=now)
    tell_secretariat(stored, now=now)
    return stored


@transaction.atomic
def take_back(*, submission: Submission, actor: User, now: datetime) -> Submission:
    """Take a submission back: the secretariat sees it no more, and nothing public has changed.

    Raises PermissionDenied, NotNow once it is decided.
    """
    stored = _locked(submission, actor, may_take_back)
    stored.state = SubmissionState.WITHDRAWN
    stored.publish_at = None
    _touch(stored, actor, now)
    add_event(stored, Step.TAKEN_BACK, actor=actor, now=now)
    return stored


def add_event(submission: Submission, step: Step, *, actor: User | None, now: datetime, words: str = "") -> None:
    """Write a step into the history of a submission."""
    SubmissionEvent.objects.create(submission=submission, step=step, actor=actor, at=now, words=words)


def _begin(
    *, kind: str, scope_id: int | None, record: PublicRecord | None, content: Content, actor: User, now: datetime
) -> Submission:
    submission = Submission(
        kind=kind,
        record_id=record.pk if record else None,
        scope_id=scope_id,
        scope_name=submittables[kind].may_submit(actor).get(scope_id, "") if scope_id else "",
        content=dict(content),
        submitter=actor,
        changed_by=actor,
        created_at=now,
        changed_at=now,
    )
    _describe(submission)
    submission.save()
    add_event(submission, Step.STARTED if scope_id else Step.RESTORED, actor=actor, now=now)
    return submission


def begin_restored(*, kind: str, record: PublicRecord, content: Content, actor: User, now: datetime) -> Submission:
    """Begin an editor's draft from an earlier version of a record. Whoever calls has asked whether they may."""
    return _begin(kind=kind, scope_id=None, record=record, content=content, actor=actor, now=now)


def _locked(submission: Submission, actor: User, rule: Rule) -> Submission:
    """Give the submission as it is now, kept for this transaction. Raises PermissionDenied or NotNow."""
    people = ("submitter", "changed_by")
    stored = Submission.objects.select_for_update(of=("self",)).select_related(*people).get(pk=submission.pk)
    if rule(actor, stored):
        return stored
    if writes_it(actor, stored):
        raise NotNow(
            _("This was submitted, and cannot be changed now. Take it back first, or wait for the answer.")
            if stored.state not in WRITABLE
            else _("This cannot be done now.")
        )
    raise PermissionDenied(f"{actor} may not do this with submission {stored.uuid}.")


def _touch(submission: Submission, actor: User, now: datetime) -> None:
    submission.version += 1
    submission.changed_by, submission.changed_at = actor, now
    submission.save()


def _describe(submission: Submission) -> None:
    """Note what lists show of a submission: its title, country and language as they were typed."""
    form = submittables[submission.kind].form
    content: Mapping[str, list[str]] = submission.content
    submission.title = clean_line(_first(content, form.title_field), 300)
    country = _first(content, "country") or _first(content, "countries")
    submission.country = country if len(country) == 2 else ""
    submission.language = clean_line(_first(content, "language"), 12) or "en"


def _first(content: Mapping[str, list[str]], name: str) -> str:
    return next(iter(content.get(name, [])), "")


def _drop_file(submission: Submission, field: str) -> None:
    for row in submission.files.filter(field=field):
        storage, name = row.file.storage, row.file.name
        row.delete()
        transaction.on_commit(partial(storage.delete, name or ""))
