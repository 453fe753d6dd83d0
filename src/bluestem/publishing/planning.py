"""Publishing, withdrawing and archiving a record on a day to come."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord, State
from bluestem.publishing.choices import Planned
from bluestem.publishing.models import Plan
from bluestem.publishing.rules import may_decide_on
from bluestem.publishing.submittables import submittables

logger = logging.getLogger(__name__)

STATES = {
    Planned.PUBLISH: State.PUBLISHED,
    Planned.WITHDRAW: State.WITHDRAWN,
    Planned.ARCHIVE: State.ARCHIVED,
}


@transaction.atomic
def plan(
    *, kind: str, record: PublicRecord, action: Planned, due_at: datetime, actor: User, now: datetime, reason: str = ""
) -> Plan:
    """Plan what happens to a record at a moment to come; an earlier plan for the same is replaced.

    Raises PermissionDenied, ValidationError when the moment is past, or the reason is missing for what takes it away.
    """
    _require_decider(actor, kind)
    if due_at <= now:
        raise ValidationError({"due_at": _("Choose a moment to come.")})
    if action != Planned.PUBLISH and not reason.strip():
        raise ValidationError({"reason": _("Give the reason. The page says it afterwards.")})
    made, _created = Plan.objects.update_or_create(
        kind=kind,
        record_id=record.pk,
        action=action,
        done_at=None,
        defaults={
            "due_at": due_at,
            "reason": reason.strip()[:300],
            "planned_by": actor,
            "planned_at": now,
            "problem": "",
        },
    )
    return made


@transaction.atomic
def cancel_plan(*, planned: Plan, actor: User) -> None:
    """Give up a plan that is not carried out yet. Raises PermissionDenied."""
    _require_decider(actor, planned.kind)
    Plan.objects.filter(pk=planned.pk, done_at=None).delete()


def carry_out_plans(*, now: datetime) -> int:
    """Do what was planned for a moment that has come; the worker's periodic work, safe to run twice at once.

    Gives how many were carried out. What is refused is noted on the plan, which then rests.
    """
    due = Plan.objects.filter(done_at__isnull=True, due_at__lte=now, problem="").order_by("due_at")
    return sum(_carry_out(pk, now) for pk in due.values_list("pk", flat=True))


def _carry_out(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        planned = Plan.objects.select_for_update(of=("self",)).get(pk=pk)
        if planned.done_at is not None:
            return False
        try:
            with transaction.atomic():
                _change_state(planned, now)
        except (PermissionDenied, ValidationError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            logger.warning("%s could not be carried out: %s", planned, said)
            Plan.objects.filter(pk=pk).update(problem=said[:300])
            return False
        planned.done_at = now
        planned.save(update_fields=["done_at"])
    return True


def _change_state(planned: Plan, now: datetime) -> None:
    submittable = submittables[planned.kind]
    record = submittable.model._default_manager.filter(pk=planned.record_id).first()  # noqa: SLF001
    if record is None or planned.planned_by is None:
        raise ValidationError(_("The record or the account of whoever planned this is gone."))
    record.state = STATES[Planned(planned.action)]
    if record.is_gone:
        record.withdrawn_because = planned.reason
    submittable.store(record, actor=planned.planned_by, now=now, reason=planned.reason)


def _require_decider(actor: User, kind: str) -> None:
    if not may_decide_on(actor, kind):
        raise PermissionDenied(f"{actor} may not plan for records of the kind {kind}.")
