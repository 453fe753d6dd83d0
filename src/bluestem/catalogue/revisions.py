"""Revisions: what a record was after each saving, who saved it and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields, model_from_serializable_data

from bluestem.accounts.api import User
from bluestem.catalogue.choices import Deed
from bluestem.catalogue.errors import ChangedMeanwhile
from bluestem.catalogue.models import Revision
from bluestem.catalogue.publishing import PublicRecord, State

DEEDS = {State.PUBLISHED: Deed.PUBLISHED, State.WITHDRAWN: Deed.WITHDRAWN, State.ARCHIVED: Deed.ARCHIVED}


def revisions_of(kind: str, pk: int) -> QuerySet[Revision]:
    """Give the revisions of a record, newest first, with who saved them."""
    return Revision.objects.filter(kind=kind, record_id=pk).select_related("saved_by").order_by("-number")


def revision_number(kind: str, pk: int | None) -> int:
    """Give the number of a record's newest revision, 0 where it has none. One query at most."""
    newest = Revision.objects.filter(kind=kind, record_id=pk).order_by("-number") if pk else None
    return (newest.values_list("number", flat=True).first() if newest else 0) or 0


def content_of(record: Model) -> dict[str, Any]:
    """Give everything a record says, its parts included, as plain data."""
    if isinstance(record, ClusterableModel):
        return record.serializable_data()
    return get_serializable_data_for_fields(record)


def record_from(model: type[Model], content: Mapping[str, Any]) -> Any:
    """Give the record that `content_of` was read from, in memory only."""
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(content)  # type: ignore[attr-defined]  # modelcluster brings no types
    return model_from_serializable_data(model, content)


def keep_first_revision(*, kind: str, record: PublicRecord) -> int:
    """Keep a stored record as revision 1 when it has none (imports store many without). Give its newest number.

    Call it before the record is saved over.
    """
    number = revision_number(kind, record.pk)
    if number or not record.pk:
        return number
    stored = type(record)._default_manager.filter(pk=record.pk).first()  # noqa: SLF001
    if stored is None:
        return 0
    _keep(kind=kind, record=stored, number=1, deed=Deed.BEFORE, now=stored.changed_at)
    return 1


def check_unchanged(*, kind: str, record: PublicRecord, version: int | None, newest: int) -> None:
    """Raise ChangedMeanwhile when the record has a later revision than the one its form was opened on."""
    if version is not None and record.pk and newest > max(version, 1):
        _raise_changed(kind, record.pk)


def add_revision(
    *, kind: str, record: PublicRecord, number: int, deed: Deed, actor: User | None, now: datetime, reason: str = ""
) -> Revision:
    """Keep a record as it stands now under the next number. Raises ChangedMeanwhile when someone took that number."""
    try:
        with transaction.atomic():
            return _keep(kind=kind, record=record, number=number, deed=deed, now=now, actor=actor, reason=reason)
    except IntegrityError:
        if revision_number(kind, record.pk) >= number:
            _raise_changed(kind, record.pk)
        raise


def deed_of(record: PublicRecord, *, state_before: str | None) -> Deed:
    """Give what a saving did: a change of the state is told as such."""
    if record.state != state_before and record.state in DEEDS:
        return DEEDS[State(record.state)]
    return Deed.ADDED if state_before is None else Deed.SAVED


def _keep(
    *,
    kind: str,
    record: PublicRecord,
    number: int,
    deed: Deed,
    now: datetime,
    actor: User | None = None,
    reason: str = "",
) -> Revision:
    return Revision.objects.create(
        kind=kind,
        record_id=record.pk,
        number=number,
        deed=deed,
        title=str(record)[:300],
        content=content_of(record),
        saved_at=now,
        saved_by=actor,
        reason=reason[:500],
    )


def _raise_changed(kind: str, pk: int) -> None:
    newest = revisions_of(kind, pk)[0]
    raise ChangedMeanwhile(who=newest.saved_by.name if newest.saved_by else "", when=newest.saved_at)
