"""Writing to the ledger: one line for each thing that happened, in the transaction of the room that did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from bluestem.ledger.models import LedgerEntry
from bluestem.ledger.verbs import find_verb


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What something was done to: its kind, its id and its title at that time."""

    kind: str
    id: str
    title: str


def record(
    *,
    verb: str,
    thing: Thing,
    now: datetime,
    recorded_by: str,
    actor: AbstractBaseUser | None = None,
    actor_role: str = "",
    programme_id: int | None = None,
    organisation_id: int | None = None,
    country: str = "",
    quantity: Decimal | int = 1,
) -> LedgerEntry:
    """Write one line. Call it inside the transaction that changes the room's own tables.

    Args: recorded_by names the service that writes, such as `library.record_download`.
    Gives the entry. Raises LookupError for an unregistered verb, RuntimeError outside a transaction.
    """
    find_verb(verb)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A ledger line belongs into the transaction of the change that it tells of.")
    return LedgerEntry.objects.create(
        at=now,
        verb=verb,
        actor=actor,  # type: ignore[misc]  # accounts lie above; whoever acts is one of theirs
        actor_role=actor_role,
        object_kind=thing.kind,
        object_id=thing.id,
        object_title=thing.title[:300],
        programme_id=programme_id,
        organisation_id=organisation_id,
        country=country,
        quantity=quantity,
        recorded_by=recorded_by,
    )


def correct(*, entry: LedgerEntry, now: datetime, recorded_by: str) -> LedgerEntry:
    """Take a line back by a counter-entry with the opposite quantity.

    Gives the counter-entry. Raises django's IntegrityError when the line was corrected before.
    """
    return LedgerEntry.objects.create(
        at=now,
        verb=entry.verb,
        actor=entry.actor,
        actor_role=entry.actor_role,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        object_title=entry.object_title,
        programme_id=entry.programme_id,
        organisation_id=entry.organisation_id,
        country=entry.country,
        quantity=-entry.quantity,
        recorded_by=recorded_by,
        corrects=entry,
    )
