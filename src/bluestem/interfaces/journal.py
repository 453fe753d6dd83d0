"""Keeps the journal: what became public, when, and when it stopped being so. OAI-PMH, sitemap and webhooks read it.

A change of a record leaves a note in its own transaction. The worker turns notes into lines of the journal, and into
messages for subscribers, and removes the notes in one transaction; killed at any moment, it does the same again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from bluestem.catalogue.api import PublicRecord, RecordType, State, registry
from bluestem.interfaces.choices import Event
from bluestem.interfaces.models import ChangeNote, JournalCountry, JournalEntry, JournalState
from bluestem.interfaces.subscribers import tell_subscribers

BATCH = 200
FILL_BATCH = 1_000
BUDGET = 2.0  # seconds
# A line is stamped a little later than it is written, so that it is never older than an answer that lacked it:
# whoever asks next for what is new "since that answer" is given it.
AHEAD = timedelta(seconds=2)
# How long replaced lines stay for harvests that began before; longer than a resumption token holds.
REPLACED_STAY = timedelta(days=3)

COUNTRY = "country"

logger = logging.getLogger(__name__)


def note_changes(kind: str, pks: Sequence[int]) -> None:
    """Note that records changed; called in the transaction of the change."""
    ChangeNote.objects.bulk_create((ChangeNote(kind=kind, record_id=pk) for pk in pks), batch_size=500)


def follow_changes(now: datetime | None = None, *, seconds: float = BUDGET) -> int:
    """Bring the journal up to date, or nearer to it; the worker's task, called outside any transaction.

    seconds: after which no further batch is begun, because the worker and other writers have work to do as well.
    Gives the number of lines written.
    """
    end, lines = time.monotonic() + seconds, 0
    for batch in (_fill_batch, _follow_batch):
        while time.monotonic() < end and (written := batch(now or timezone.now())) is not None:
            lines += written
    return lines


def prune_journal(now: datetime | None = None) -> int:
    """Remove replaced lines that no harvest under way can ask for. Gives how many."""
    before = (now or timezone.now()) - REPLACED_STAY
    newest = (
        JournalEntry.objects.filter(stamp__lt=before).order_by("-stamp", "-id").values_list("id", flat=True).first()
    )
    if newest is None:
        return 0
    # A line goes when its successor is old: a harvest that began before the successor may still ask for the line.
    removed, _by_model = JournalEntry.objects.filter(superseded_by__lte=newest).delete()
    return removed


def is_filled() -> bool:
    """Whether the journal holds everything that was public before it began."""
    return JournalState.objects.filter(filled=True).exists()


@transaction.atomic
def _follow_batch(now: datetime) -> int | None:
    """Turn the oldest notes into lines; give how many lines, or None when no note was left."""
    _locked_state()
    notes = list(ChangeNote.objects.order_by("pk")[:BATCH])
    if not notes:
        return None
    pks: dict[str, set[int]] = {}
    for note in notes:
        pks.setdefault(note.kind, set()).add(note.record_id)
    stamp = _next_stamp(now + AHEAD)
    written = [
        entry for kind, changed in pks.items() if kind in registry for entry in _lines(registry[kind], changed, stamp)
    ]
    _write(written)
    tell_subscribers(written, now)
    ChangeNote.objects.filter(pk__in=[note.pk for note in notes]).delete()
    return len(written)


@dataclass(frozen=True)
class _Known:
    """What the journal says of a record so far."""

    id: int
    uuid: Any
    event: str
    countries: list[str]


def _lines(record_type: RecordType, pks: set[int], stamp: datetime) -> list[JournalEntry]:
    """Give the new lines of some records of one kind; none for those that never were public."""
    records = {record.pk: record for record in record_type.whole(record_type.public().filter(pk__in=pks))}
    known = {
        row[0]: _Known(*row[1:])
        for row in JournalEntry.objects.filter(
            kind=record_type.name, record_id__in=pks, superseded_by__isnull=True
        ).values_list("record_id", "id", "uuid", "event", "countries")
    }
    found = []
    for pk in sorted(pks):
        before = known.get(pk)
        if pk in records:
            event = Event.CHANGED if before and before.event != Event.WITHDRAWN else Event.PUBLISHED
            found.append(_line(record_type, records[pk], event, stamp))
        elif before and before.event != Event.WITHDRAWN:
            found.append(
                JournalEntry(
                    kind=record_type.name,
                    record_id=pk,
                    uuid=before.uuid,
                    event=Event.WITHDRAWN,
                    stamp=stamp,
                    countries=before.countries,
                )
            )
    return found


def _line(record_type: RecordType, record: PublicRecord, event: Event, stamp: datetime) -> JournalEntry:
    return JournalEntry(
        kind=record_type.name,
        record_id=record.pk,
        uuid=record.uuid,
        event=event,
        stamp=stamp,
        countries=_countries(record_type, record),
    )


def _countries(record_type: RecordType, record: PublicRecord) -> list[str]:
    """Give the countries a record is about. One that a room cannot describe must not hold up all others."""
    try:
        return sorted(set(record_type.document(record).facets.get(COUNTRY, ())))
    except Exception:
        logger.exception(
            "The %s %s cannot be described; the journal has it without countries", record_type.name, record.pk
        )
        return []


def _write(entries: list[JournalEntry]) -> None:
    """Add lines in their order, after saying in the lines they replace that these are the newer ones."""
    if not entries:
        return
    following = (JournalEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
    by_kind: dict[str, list[int]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry.record_id)
    for kind, pks in by_kind.items():
        # Any id not yet given says the same to a reader: replaced after what they began with.
        JournalEntry.objects.filter(kind=kind, record_id__in=pks, superseded_by__isnull=True).update(
            superseded_by=following
        )
    JournalEntry.objects.bulk_create(entries)
    JournalCountry.objects.bulk_create(
        JournalCountry(country=country, entry=entry) for entry in entries for country in entry.countries
    )


def _next_stamp(moment: datetime) -> datetime:
    """Give the moment in whole seconds, and never earlier than the last line."""
    last = JournalEntry.objects.order_by("-id").values_list("stamp", flat=True).first()
    stamp = moment.replace(microsecond=0)
    return max(stamp, last) if last else stamp


def _locked_state() -> JournalState:
    state, _created = JournalState.objects.select_for_update().get_or_create(pk=1)
    return state


def _fill_batch(now: datetime) -> int | None:
    """Add some records that were published before the journal began, oldest change first; None when all are in.

    They are read before the transaction, so that nobody waits meanwhile; what changes in between has a later note.
    """
    if is_filled():
        return None
    newest_note = ChangeNote.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    batch = list(islice(merge(*map(_missing, registry)), FILL_BATCH))
    lines = _old_lines(batch, now) if batch else []
    with transaction.atomic():
        state = _locked_state()
        if not batch:
            state.filled = True
            state.save(update_fields=["filled"])
            return None
        return _add_old(lines, newest_note)


def _add_old(lines: list[JournalEntry], newest_note: int) -> int:
    """Write lines that no other worker has written meanwhile, and drop the notes that they cover."""
    by_kind: dict[str, list[int]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line.record_id)
    there = {
        (kind, pk)
        for kind, pks in by_kind.items()
        for pk in JournalEntry.objects.filter(kind=kind, record_id__in=pks).values_list("record_id", flat=True)
    }
    new = [line for line in lines if (line.kind, line.record_id) not in there]
    stamp = _next_stamp(new[0].stamp) if new else None
    for line in new:
        line.stamp = max(line.stamp, stamp or line.stamp)
    _write(new)
    for kind, pks in by_kind.items():
        ChangeNote.objects.filter(pk__lte=newest_note, kind=kind, record_id__in=pks).delete()
    return len(new)


def _missing(record_type: RecordType) -> Iterable[tuple[datetime, str, int]]:
    """Give changed_at, kind and key of the first records that once were public and have no line, in that order."""
    entered = JournalEntry.objects.filter(kind=record_type.name).values("record_id")
    rows = (
        record_type.model._default_manager.filter(published_at__isnull=False)  # noqa: SLF001
        .exclude(state=State.DRAFT)
        .exclude(pk__in=entered)
        .order_by("changed_at", "pk")
        .values_list("changed_at", "pk")[:FILL_BATCH]
    )
    return [(changed_at, record_type.name, pk) for changed_at, pk in rows]


def _old_lines(batch: Sequence[tuple[datetime, str, int]], now: datetime) -> list[JournalEntry]:
    """Give the lines of records as they are now, stamped with their last change."""
    by_kind: dict[str, list[int]] = {}
    for _changed_at, kind, pk in batch:
        by_kind.setdefault(kind, []).append(pk)
    records: dict[tuple[str, int], PublicRecord] = {}
    public: set[tuple[str, int]] = set()
    for kind, pks in by_kind.items():
        record_type = registry[kind]
        public |= {(kind, pk) for pk in record_type.public().filter(pk__in=pks).values_list("pk", flat=True)}
        everything = record_type.whole(record_type.model._default_manager.filter(pk__in=pks))  # noqa: SLF001
        records |= {(kind, record.pk): record for record in everything}
    lines = []
    for changed_at, kind, pk in batch:
        if (kind, pk) in records:
            event = Event.PUBLISHED if (kind, pk) in public else Event.WITHDRAWN
            stamp = min(changed_at, now).replace(microsecond=0)
            lines.append(_line(registry[kind], records[kind, pk], event, stamp))
    return lines
