"""What happens to any public record: saved, published, withdrawn. The index hears of it in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.catalogue.choices import Deed
from bluestem.catalogue.indexing import record_changed, records_changed
from bluestem.catalogue.publishing import Confirmer, PublicRecord, State
from bluestem.catalogue.revisions import add_revision, check_unchanged, deed_of, keep_first_revision, revision_number
from bluestem.catalogue.validators import check_line, check_parts


@transaction.atomic
def save_record(
    *, kind: str, record: PublicRecord, actor: User, now: datetime, reason: str = "", version: int | None = None
) -> None:
    """Check and store a record with its parts, and keep what it is now as its next revision.

    version: the number of the revision that the actor had before them (0 for none); without it nothing is compared.
    Raises PermissionDenied when the actor may not change such records, ValidationError naming the wrong fields and
    parts, ChangedMeanwhile when somebody else saved the record after that revision.
    """
    require_editor(actor=actor, record=record)
    state_before = _stored_state(record)
    newest = keep_first_revision(kind=kind, record=record)
    check_unchanged(kind=kind, record=record, version=version, newest=newest)
    _stamp(record, now)
    check_line(str(record))
    record.full_clean()
    check_parts(record)
    record.save()
    deed = deed_of(record, state_before=state_before)
    add_revision(kind=kind, record=record, number=newest + 1, deed=deed, actor=actor, now=now, reason=reason)
    record_changed(kind=kind, pk=record.pk)


@transaction.atomic
def confirm_record(*, kind: str, record: PublicRecord, confirmer: Confirmer, actor: User, now: datetime) -> None:
    """Note that a record is right as it stands. Whoever calls has asked whether the actor may say so."""
    newest = keep_first_revision(kind=kind, record=record)
    record.confirmed_on, record.confirmed_by = now.date(), confirmer
    record.save(update_fields=["confirmed_on", "confirmed_by"])
    add_revision(kind=kind, record=record, number=newest + 1, deed=Deed.CONFIRMED, actor=actor, now=now)
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
def withdraw_record(
    *,
    kind: str,
    record: PublicRecord,
    actor: User,
    now: datetime,
    reason: str,
    state: State = State.WITHDRAWN,
) -> None:
    """Take a record out of public view; its page then says when and why. `state` may also be archived.

    Raises PermissionDenied.
    """
    record.withdrawn_because = reason
    record.state = state
    save_record(kind=kind, record=record, actor=actor, now=now, reason=reason)


def version_of(*, kind: str, record: PublicRecord) -> int:
    """Give the number by which a form says which revision of a record it shows."""
    return revision_number(kind, record.pk)


def _stored_state(record: PublicRecord) -> str | None:
    if not record.pk:
        return None
    return type(record)._default_manager.filter(pk=record.pk).values_list("state", flat=True).first()  # noqa: SLF001


def require_editor(*, actor: User, record: PublicRecord) -> None:
    """Raise PermissionDenied unless the actor's memberships allow changing such records."""
    meta = record._meta  # noqa: SLF001
    if not actor.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        raise PermissionDenied(f"{actor} may not change {meta.verbose_name_plural}.")


def _stamp(record: PublicRecord, now: datetime) -> None:
    record.changed_at = now
    if record.is_public and record.published_at is None:
        record.published_at = now
    if not record.is_gone:
        record.withdrawn_at = None
    elif record.withdrawn_at is None:
        record.withdrawn_at = now
