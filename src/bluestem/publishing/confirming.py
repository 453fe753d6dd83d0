"""The yearly confirmation: asked for, given with one press, and found by a filter as the year passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from bluestem.accounts.api import User
from bluestem.catalogue.api import (
    CONFIRMATION_HOLDS,
    Confirmer,
    PublicRecord,
    confirm_record,
    records_changed,
    registry,
)
from bluestem.messaging.api import NewNotice, notify_many
from bluestem.publishing.errors import NotNow
from bluestem.publishing.models import ConfirmationRequest, Sweep
from bluestem.publishing.rules import may_decide_on, may_submit_for
from bluestem.publishing.submittables import Submittable, submittables
from bluestem.publishing.telling import CONFIRM

BATCH = 200
# Whoever does not answer is asked again after this time.
ASK_AGAIN = timedelta(days=90)
SWEEP = "confirmation"


@transaction.atomic
def confirm(*, kind: str, record: PublicRecord, actor: User, now: datetime) -> None:
    """Say that a public record is right as it stands: its organisation's manager, or the secretariat.

    Raises PermissionDenied, NotNow when the record is not public.
    """
    if not record.is_public:
        raise NotNow(_("Only what is public can be confirmed."))
    submittable = submittables[kind]
    if may_submit_for(actor, submittable, submittable.owner(record)):
        confirmer = Confirmer.ORGANISATION
    elif may_decide_on(actor, kind):
        confirmer = Confirmer.SECRETARIAT
    else:
        raise PermissionDenied(f"{actor} may not confirm {record}.")
    confirm_record(kind=kind, record=record, confirmer=confirmer, actor=actor, now=now)
    ConfirmationRequest.objects.filter(kind=kind, record_id=record.pk).delete()


def unconfirmed(records: QuerySet[Any], *, today: date) -> QuerySet[Any]:
    """Narrow to public records that nobody confirmed within a year."""
    return records.filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=today - CONFIRMATION_HOLDS)).filter(
        pk__in=records.model.objects.public().values("pk")
    )


def ask_for_confirmation(*, now: datetime) -> int:
    """Ask the managers of records that nobody confirmed within a year; each record at most every 90 days.

    The worker's periodic work, some hundred records to a transaction; safe to run again. Gives how many were asked for.
    """
    return sum(_ask(submittable, records, now) for submittable in submittables for records in _due(submittable, now))


def sweep_confirmations(*, now: datetime) -> int:
    """Have those records written to the index anew that passed their year since the last sweep.

    Gives how many. The first sweep of an installation only notes the day: its index was just made.
    """
    today = now.date()
    with transaction.atomic():
        sweep, created = Sweep.objects.select_for_update().get_or_create(name=SWEEP, defaults={"day": today})
        if created or sweep.day >= today:
            return 0
        passed = 0
        for record_type in registry:
            pks = list(_passed(record_type.public(), since=sweep.day, today=today))
            records_changed(kind=record_type.name, pks=pks)
            passed += len(pks)
        sweep.day = today
        sweep.save(update_fields=["day"])
    return passed


def _passed(records: QuerySet[Any], *, since: date, today: date) -> QuerySet[Any]:
    first, end = since - CONFIRMATION_HOLDS, today - CONFIRMATION_HOLDS
    return records.filter(confirmed_on__gte=first, confirmed_on__lt=end).values_list("pk", flat=True)


def _due(submittable: Submittable, now: datetime) -> Iterator[list[PublicRecord]]:
    asked = ConfirmationRequest.objects.filter(kind=submittable.kind, asked_on__gt=now.date() - ASK_AGAIN)
    everything = submittable.model._default_manager.all()  # noqa: SLF001
    due = unconfirmed(everything, today=now.date()).exclude(pk__in=asked.values("record_id")).order_by("pk")
    pks = list(due.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield list(everything.filter(pk__in=pks[start : start + BATCH]).order_by("pk"))


@transaction.atomic
def _ask(submittable: Submittable, records: list[PublicRecord], now: datetime) -> int:
    owners = {record.pk: submittable.owner(record) for record in records}
    managers = submittable.managers({owner for owner in owners.values() if owner is not None})
    asked = [record for record in records if managers.get(owners[record.pk] or 0)]
    news = [
        _notice(person, submittable, record, now) for record in asked for person in managers[owners[record.pk] or 0]
    ]
    notify_many(news, now=now)
    _note(submittable.kind, [record.pk for record in asked], now)
    return len(asked)


def _note(kind: str, pks: Iterable[int], now: datetime) -> None:
    rows = [ConfirmationRequest(kind=kind, record_id=pk, asked_on=now.date()) for pk in pks]
    ConfirmationRequest.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["asked_on"], unique_fields=["kind", "record_id"]
    )


def _notice(person: User, submittable: Submittable, record: Any, now: datetime) -> NewNotice:
    with override(person.language):
        return NewNotice(
            person=person,
            kind=CONFIRM,
            key=f"confirm:{submittable.kind}:{record.pk}:{now.date()}",
            title=_("Is this still right: %(title)s") % {"title": record},
            url=record.get_absolute_url(),
            text=_("Nobody has confirmed it for a year. Look it over, then confirm it with one press or change it."),
        )
