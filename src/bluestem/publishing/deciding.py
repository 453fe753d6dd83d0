"""What the secretariat does with submissions: hold them while reviewing, ask for changes, accept, decline."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import Confirmer, PublicRecord, State
from bluestem.publishing.building import add_files, filled_record, form_of
from bluestem.publishing.choices import Step, SubmissionState
from bluestem.publishing.errors import HeldByAnother, Incomplete, NotNow
from bluestem.publishing.models import FieldComment, Submission
from bluestem.publishing.rules import decides, may_decide
from bluestem.publishing.services import add_event
from bluestem.publishing.submittables import submittables
from bluestem.publishing.telling import (
    ACCEPTED,
    CHANGES_ASKED,
    DECLINED,
    PUBLISHED,
    tell_former_holder,
    tell_writer,
)

logger = logging.getLogger(__name__)

# A review that nobody goes on with is free again after this time.
HOLD = timedelta(minutes=30)


@transaction.atomic
def hold(*, submission: Submission, actor: User, now: datetime) -> Submission:
    """Take a submission on, or go on holding it. Raises PermissionDenied, NotNow, HeldByAnother."""
    stored = _locked(submission, actor)
    _hold(stored, actor, now)
    stored.save(update_fields=["held_by", "held_until"])
    return stored


@transaction.atomic
def take_over(*, submission: Submission, actor: User, now: datetime, word: str) -> Submission:
    """Take a submission on that another holds; they are told the word that says why. Raises as `hold`."""
    if not word.strip():
        raise ValidationError({"word": _("Say in a word why you take this over.")})
    stored = _locked(submission, actor)
    former = holder_of(stored, now)
    stored.held_by, stored.held_until = actor, now + HOLD
    stored.save(update_fields=["held_by", "held_until"])
    if former is not None and former != actor:
        add_event(stored, Step.TAKEN_OVER, actor=actor, now=now, words=word)
        tell_former_holder(stored, former, word=word, now=now)
    return stored


@transaction.atomic
def release(*, submission: Submission, actor: User, now: datetime) -> None:
    """Let go of a submission that one holds; what another holds stays theirs. Raises PermissionDenied."""
    stored = _locked(submission, actor)
    if stored.held_by_id == actor.pk:
        stored.held_by = stored.held_until = None
        stored.save(update_fields=["held_by", "held_until"])


@transaction.atomic
def ask_for_changes(*, submission: Submission, comments: Mapping[str, str], actor: User, now: datetime) -> Submission:
    """Send a submission back with comments: name of a field (empty for the whole) to text.

    Raises PermissionDenied, NotNow, HeldByAnother, ValidationError without any comment or with one at an unknown field.
    """
    stored = _held(submission, actor, now)
    said = {field: text.strip() for field, text in comments.items() if text.strip()}
    if not said:
        raise ValidationError(_("Write at least one comment, so that they know what to change."))
    if set(said) - {"", *form_of(stored).names()}:
        raise ValidationError(_("One of the comments stands at a field that this form does not have."))
    FieldComment.objects.bulk_create(
        FieldComment(submission=stored, field=field, text=text, author=actor, at=now) for field, text in said.items()
    )
    _decide(stored, SubmissionState.CHANGES_ASKED, actor, now)
    add_event(stored, Step.ASKED, actor=actor, now=now, words="\n".join(said.values()))
    tell_writer(stored, CHANGES_ASKED, text=" ".join(said.values()), now=now)
    return stored


@transaction.atomic
def decline(*, submission: Submission, reason: str, actor: User, now: datetime) -> Submission:
    """Decline a submission for good. Raises as `ask_for_changes`; the reason is required."""
    stored = _held(submission, actor, now)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason. They read it as you write it.")})
    stored.reason = reason.strip()
    _decide(stored, SubmissionState.DECLINED, actor, now)
    add_event(stored, Step.DECLINED, actor=actor, now=now, words=stored.reason)
    tell_writer(stored, DECLINED, text=stored.reason, now=now)
    return stored


@transaction.atomic
def accept(*, submission: Submission, actor: User, now: datetime, publish_at: datetime | None = None) -> Submission:
    """Accept a submission, and publish it now or at a moment to come.

    Raises PermissionDenied, NotNow, HeldByAnother, ValidationError when the moment is past or the record is refused.
    """
    stored = _held(submission, actor, now)
    if publish_at is None:
        _publish(stored, actor=actor, now=now)
        return stored
    if publish_at <= now:
        raise ValidationError({"publish_at": _("Choose a moment to come, or publish now.")})
    form = form_of(stored)
    if not form.is_valid():
        raise Incomplete(form.problems())
    stored.publish_at = publish_at
    _decide(stored, SubmissionState.SCHEDULED, actor, now)
    add_event(stored, Step.SCHEDULED, actor=actor, now=now)
    tell_writer(stored, ACCEPTED, text="", now=now)
    return stored


def publish_due(*, now: datetime) -> int:
    """Publish what was accepted for a moment that has come; the worker's periodic work, safe to run twice at once.

    Gives how many were published. What cannot be published goes back to the worklist with the reason.
    """
    due = Submission.objects.filter(state=SubmissionState.SCHEDULED, publish_at__lte=now).order_by("publish_at")
    return sum(_publish_one(pk, now) for pk in due.values_list("pk", flat=True))


def holder_of(submission: Submission, now: datetime) -> User | None:
    """Give the editor who holds a submission at this moment."""
    return submission.held_by if submission.held_until is not None and submission.held_until > now else None


def _publish_one(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        stored = Submission.objects.select_for_update(of=("self",)).get(pk=pk)
        if stored.state != SubmissionState.SCHEDULED:
            return False
        try:
            with transaction.atomic():
                _publish(stored, actor=_decider_of(stored), now=now)
        except (PermissionDenied, ValidationError) as error:
            logger.warning("The submission %s could not be published on its day: %s", stored.uuid, error)
            _put_back(pk, error, now)
            return False
    return True


def _decider_of(submission: Submission) -> User:
    if submission.decided_by is None:
        raise PermissionDenied(_("Whoever accepted it has no account any more."))
    return submission.decided_by


def _put_back(pk: int, error: Exception, now: datetime) -> None:
    stored = Submission.objects.get(pk=pk)
    stored.state, stored.publish_at = SubmissionState.SUBMITTED, None
    stored.save(update_fields=["state", "publish_at"])
    words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    add_event(stored, Step.FAILED, actor=None, now=now, words=words)


def _publish(stored: Submission, *, actor: User, now: datetime) -> None:
    """Store the record that a submission makes, through its room's service."""
    form = form_of(stored)
    if not form.is_valid():
        raise Incomplete(form.problems())
    record = filled_record(form, stored.kind)
    add_files(record, stored)
    _confirm_by_submitting(record, stored)
    record.state = State.PUBLISHED
    # No name of a person: this text outlives their account.
    words = {"organisation": stored.scope_name}
    reason = _("Submitted by %(organisation)s") % words if stored.scope_id else _("An earlier version")
    submittables[stored.kind].store(record, actor=actor, now=now, reason=reason)
    stored.record_id = record.pk
    stored.publish_at = None
    _decide(stored, SubmissionState.ACCEPTED, actor, now)
    add_event(stored, Step.ACCEPTED, actor=actor, now=now)
    tell_writer(stored, PUBLISHED, text="", now=now)


def _confirm_by_submitting(record: PublicRecord, submission: Submission) -> None:
    """Whoever submits a sheet for their organisation says with it that it is right."""
    if submission.scope_id is not None and submission.submitted_at is not None:
        record.confirmed_on, record.confirmed_by = submission.submitted_at.date(), Confirmer.ORGANISATION


def _locked(submission: Submission, actor: User) -> Submission:
    people = ("submitter", "held_by")
    stored = Submission.objects.select_for_update(of=("self",)).select_related(*people).get(pk=submission.pk)
    if not decides(actor, stored):
        raise PermissionDenied(f"{actor} may not decide on submission {stored.uuid}.")
    if stored.state not in (SubmissionState.SUBMITTED, SubmissionState.SCHEDULED):
        raise NotNow(_("This is not waiting for a decision any more. Load the page again to see what became of it."))
    return stored


def _held(submission: Submission, actor: User, now: datetime) -> Submission:
    """Give the submission for a decision by the actor, who then holds it."""
    stored = _locked(submission, actor)
    if not may_decide(actor, stored):
        raise PermissionDenied(_("You handed this in yourself. Another editor decides about it."))
    if stored.version != submission.version:
        raise NotNow(_("They changed it since you opened it. Load the page again before you decide."))
    _hold(stored, actor, now)
    return stored


def _hold(stored: Submission, actor: User, now: datetime) -> None:
    holder = holder_of(stored, now)
    if holder is not None and holder != actor:
        raise HeldByAnother(who=holder.name, until=stored.held_until or now)
    stored.held_by, stored.held_until = actor, now + HOLD


def _decide(stored: Submission, state: SubmissionState, actor: User, now: datetime) -> None:
    stored.state = state
    stored.decided_by, stored.decided_at = actor, now
    stored.held_by = stored.held_until = None
    stored.version += 1
    stored.save()
