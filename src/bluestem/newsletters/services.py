"""What happens to an issue: written, tried on oneself, scheduled, sent in batches."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from bluestem.accounts.api import User
from bluestem.catalogue.api import State, page_changed, records_changed, save_record
from bluestem.messaging.api import send, stop_address
from bluestem.newsletters.choices import Stage
from bluestem.newsletters.errors import AlreadyOnItsWay
from bluestem.newsletters.models import Delivery, Issue, Subscription
from bluestem.newsletters.queries import due_issues, mail_key, pieces, receivers_of, waiting_receivers

KIND = "newsletter"
BATCH = 100


@transaction.atomic
def save_issue(*, issue: Issue, actor: User, now: datetime, reason: str = "", version: int | None = None) -> Issue:
    """Check and store an issue. Its state follows from its sending; nobody chooses it.

    Raises PermissionDenied, ValidationError, or ChangedMeanwhile.
    """
    stored = Issue.objects.select_for_update().filter(pk=issue.pk).first()
    issue.state = stored.state if stored else State.DRAFT
    issue.stage = stored.stage if stored else Stage.WRITING
    save_record(kind=KIND, record=issue, actor=actor, now=now, reason=reason, version=version)
    return issue


@transaction.atomic
def try_issue(*, issue: Issue, actor: User, now: datetime) -> None:
    """Send an issue to oneself, as it stands. Raises PermissionDenied."""
    _require_editor(actor)
    _send(issue, to=actor.email, key=f"newsletter-try:{issue.uuid}:{actor.uuid}:{now.isoformat()}", stop="", now=now)


@transaction.atomic
def schedule_issue(*, issue: Issue, actor: User, at: datetime, now: datetime) -> Issue:
    """Have an issue sent at a time; one that is past means now. Raises PermissionDenied, AlreadyOnItsWay."""
    _require_editor(actor)
    held = _hold(issue)
    held.stage, held.send_at = Stage.SCHEDULED, max(at, now)
    held.save(update_fields=["stage", "send_at"])
    return held


@transaction.atomic
def call_back_issue(*, issue: Issue, actor: User) -> Issue:
    """Do not send a scheduled issue after all. Raises PermissionDenied, AlreadyOnItsWay once sending has begun."""
    _require_editor(actor)
    held = _hold(issue)
    held.stage, held.send_at = Stage.WRITING, None
    held.save(update_fields=["stage", "send_at"])
    return held


def send_due(now: datetime | None = None) -> int:
    """Hand a batch of each due issue to the outbox; the worker calls it again and again. Gives how many mails that was.

    Each batch is one transaction: after a crash nobody gets an issue twice, and nobody is left out.
    """
    moment = now or timezone.now()
    return sum(send_batch(issue=issue, now=moment) for issue in due_issues(moment))


@transaction.atomic
def send_batch(*, issue: Issue, now: datetime) -> int:
    """Hand an issue to the next receivers; give how many. The first batch makes it public, the last one ends it."""
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    if held.stage == Stage.SCHEDULED:
        _begin(held, now)
    if held.stage != Stage.SENDING:
        return 0
    receivers = list(waiting_receivers(held)[:BATCH])
    for receiver in receivers:
        _hand(held, receiver, now)
    if len(receivers) < BATCH:
        held.stage, held.sent_at = Stage.SENT, now
        held.save(update_fields=["stage", "sent_at"])
    return len(receivers)


def _begin(issue: Issue, now: datetime) -> None:
    issue.stage, issue.state, issue.published_at, issue.changed_at = Stage.SENDING, State.PUBLISHED, now, now
    issue.receivers = receivers_of(issue).count()
    issue.save()
    records_changed(kind=KIND, pks=[issue.pk])
    page_changed()


def _hand(issue: Issue, receiver: Subscription, now: datetime) -> None:
    Delivery.objects.create(issue=issue, subscription=receiver)
    stop = stop_address(f"newsletter:{receiver.uuid}/{issue.uuid}")
    _send(issue, to=receiver.email, key=mail_key(issue, receiver.uuid), stop=stop, now=now)


def _send(issue: Issue, *, to: str, key: str, stop: str, now: datetime) -> None:
    send(
        to=to,
        mail="newsletters.issue" if stop else "newsletters.try",
        context={"issue": issue, "pieces": pieces(issue), "title": issue.title},
        key=key,
        now=now,
        language=issue.language,
        stop=stop,
    )


def _hold(issue: Issue) -> Issue:
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    if held.stage not in (Stage.WRITING, Stage.SCHEDULED):
        raise AlreadyOnItsWay
    return held


def _require_editor(actor: User) -> None:
    if not actor.has_perm("newsletters.change_issue"):
        raise PermissionDenied(f"{actor} may not send newsletters.")
