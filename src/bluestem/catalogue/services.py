"""What happens to any public record: saved, published, withdrawn. The index hears of it in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.catalogue.indexing import record_changed, records_changed
from bluestem.catalogue.publishing import PublicRecord, State
from bluestem.catalogue.validators import check_parts


@transaction.atomic
def save_record(*, kind: str, record: PublicRecord, actor: User, now: datetime) -> None:
    """Check and store a record with its parts.

    Raises PermissionDenied when the actor may not change such records, ValidationError naming the wrong fields and
    parts.
    """
    require_editor(actor=actor, record=record)
    _stamp(record, now)
    record.full_clean()
    check_parts(record)
    record.save()
    record_changed(kind=kind, pk=record.pk)


@transaction.atomic
def add_records(*, kind: str, records: Sequence[PublicRecord], actor: User, now: datetime) -> list[PublicRecord]:
    """Store many new records that were checked before (imports, samples) with one statement per batch.

    Gives the stored records. Raises PermissionDenied, or IntegrityError when one of them breaks a constraint.
    """
    for record in records[:1]:
        require_editor(actor=actor, record=record)
    for record in records:
        _stamp(record, now)
    stored = type(records[0])._default_manager.bulk_create(records, batch_size=500) if records else []  # noqa: SLF001
    records_changed(kind=kind, pks=[record.pk for record in stored])
    return stored


@transaction.atomic
def withdraw_record(*, kind: str, record: PublicRecord, actor: User, now: datetime, reason: str) -> None:
    """Take a record out of public view; its page then says when and why. Raises PermissionDenied."""
    record.withdrawn_because = reason
    record.state = State.WITHDRAWN
    save_record(kind=kind, record=record, actor=actor, now=now)


def require_editor(*, actor: User, record: PublicRecord) -> None:
    """Raise PermissionDenied unless the actor's memberships allow changing such records."""
    meta = record._meta  # noqa: SLF001
    if not actor.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        raise PermissionDenied(f"{actor} may not change {meta.verbose_name_plural}.")


def _stamp(record: PublicRecord, now: datetime) -> None:
    record.changed_at = now
    if record.is_public and record.published_at is None:
        record.published_at = now
