"""Keeps the search index level with the database.

A change is noted in the outbox in its own transaction, applied to the index right after the commit, and again by the
worker's sweep if that did not work out. Order matters: the index is committed first, then the shared counter tells
every process, then the note is removed; a crash in between only means that something is done twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from bluestem.catalogue.listeners import tell_listeners
from bluestem.catalogue.models import IndexChange
from bluestem.catalogue.records import Document, RecordType, registry
from bluestem.catalogue.search import Changes, Hit, IndexBusy, SearchUnavailable, generation, get_engine
from bluestem.catalogue.search.locks import Locked, file_lock, is_locked
from bluestem.catalogue.search.port import Build, Progress
from bluestem.catalogue.search.progress import counted

logger = logging.getLogger(__name__)

BATCH = 500
# More changes than this in one transaction are left to the sweep, so that nobody waits for them.
AT_ONCE = 500
# A whole new index is quicker than this many single changes.
MOST_SINGLE_CHANGES = 20_000
# Seconds: how long the person who changed something may wait for another process that is writing, how long the sweep
# and a rebuild may, and how long the sweep rests after the disk or the index refused.
PERSON_WAITS = 0.5
SWEEP_WAITS = 10.0
REBUILD_WAITS = 120.0
REST = 15.0

# Files beside the search folder, which may be deleted as a whole.
WRITING = "search-writing.lock"
REBUILDING = "search-rebuilding.lock"

_suspended: ContextVar[bool] = ContextVar("indexing_suspended", default=False)


def record_changed(*, kind: str, pk: int) -> None:
    """Note that a record was added, changed, published, withdrawn or deleted; call it in that same transaction.

    Raises ValueError for a kind that no room declared, TransactionManagementError outside a transaction.
    """
    records_changed(kind=kind, pks=[pk])


def records_changed(*, kind: str, pks: Iterable[int]) -> None:
    """Note changes of many records of one kind, some hundreds with a statement. Raises as `record_changed` does."""
    if kind not in registry:
        raise ValueError(f"No room declares the record type {kind!r}.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A record's change and its note belong in one transaction.")
    notes = [IndexChange(kind=kind, record_id=pk) for pk in pks]
    if notes:
        IndexChange.objects.bulk_create(notes, batch_size=BATCH)
        tell_listeners(kind, [note.record_id for note in notes])
        transaction.on_commit(_apply_at_once)


def topics_changed() -> None:
    """Note that topics were renamed, moved or retired: every record that may have some is described anew."""
    for record_type in registry:
        if any(facet.name == "topic" for facet in record_type.facets):
            records_changed(kind=record_type.name, pks=record_type.public().values_list("pk", flat=True))
    page_changed()


def page_changed() -> None:
    """Note that something public changed that is not in the index: finished pages are dropped at the commit."""
    transaction.on_commit(_tell_everyone)


@contextmanager
def suspend_indexing() -> Iterator[None]:
    """Leave what is changed inside to the sweep, or to `rebuild_index` afterwards; for bulk loads. Nothing is lost."""
    token = _suspended.set(True)
    try:
        yield
    finally:
        _suspended.reset(token)


def apply_changes() -> int:
    """Bring the index level with the database; the worker's sweep, called every second outside any transaction.

    Gives how many entries of the index were written. A missing or damaged index is made anew. What the disk refuses is
    logged and tried again after a rest; nothing is lost meanwhile.
    """
    if _rest.is_on():
        return 0
    try:
        waiting = IndexChange.objects.filter(applied=False).count()
        if reason := get_engine().needs_rebuild() or _too_many(waiting):
            if is_locked(settings.DATA_FOLDER / REBUILDING):
                return 0
            logger.warning("Making the search index anew. %s", reason)
            return rebuild_index()
        return _apply(wait=SWEEP_WAITS) if waiting else 0
    except (IndexBusy, Locked):
        return 0  # another process is at it
    except (SearchUnavailable, OSError) as error:
        logger.warning("The search index could not be brought up to date; next try in %.0f s: %s", REST, error)
        _rest.begin()
        return 0


def rebuild_index(progress: Progress | None = None) -> int:
    """Make the index anew from the database while the old one is searched; give the number of records in it.

    `progress` is told the count so far and the total. Can be interrupted at any time. Raises IndexBusy when this is
    under way in another process, SearchUnavailable or OSError when the disk refuses; the old index then stays.
    """
    try:
        total = _total()
        with _lock(REBUILDING, wait=PERSON_WAITS), get_engine().rebuilding(size=total) as build:
            with _lock(WRITING, wait=REBUILD_WAITS):
                # Whoever applies changes after this sees that a rebuild is on, and keeps the notes for it.
                covered = set(IndexChange.objects.values_list("pk", flat=True))
            count = build.add(counted(_documents(), total=total, progress=progress))
            with _lock(WRITING, wait=REBUILD_WAITS):
                _catch_up(build, covered)
    except Locked:
        raise IndexBusy("Another process is making the search index anew, or is writing to it.") from None
    _tell_everyone()
    return count


def _apply_at_once() -> None:
    """Apply what this transaction changed, so that the person who changed it finds it in the next list."""
    try:
        waiting = IndexChange.objects.filter(applied=False).count()
        if not waiting:
            return  # done already, and told, for an earlier change of the transaction or by the sweep
        if not _suspended.get() and waiting <= AT_ONCE:
            _apply(wait=PERSON_WAITS)
            return
    except Locked:
        logger.info("Another process is writing to the search index; the sweep applies this change.")
    except (SearchUnavailable, OSError, DatabaseError) as error:
        logger.warning("A change is saved, but not in the search index yet: %s", error)
    _tell_everyone()


def _apply(*, wait: float) -> int:
    """Apply the notes of the outbox in batches. Raises Locked, SearchUnavailable or OSError; the rest then waits."""
    applied = 0
    with _lock(WRITING, wait=wait):
        while notes := list(IndexChange.objects.filter(applied=False).order_by("pk")[:BATCH]):
            get_engine().write(_changes(notes))
            _tell_everyone()
            _settle([note.pk for note in notes])
            applied += len(notes)
    return applied


def _too_many(waiting: int) -> str:
    return f"{waiting} changes are waiting." if waiting > MOST_SINGLE_CHANGES else ""


def _settle(pks: list[int]) -> None:
    """Take notes out of the outbox, or keep them for the index that is being made anew."""
    if is_locked(settings.DATA_FOLDER / REBUILDING):
        IndexChange.objects.filter(pk__in=pks).update(applied=True)
    else:
        # Those applied earlier were kept for a rebuild that ended without them, such as one that was killed.
        IndexChange.objects.filter(Q(pk__in=pks) | Q(applied=True)).delete()


def _catch_up(build: Build, covered: set[int]) -> None:
    """Add to the new index what changed while it was made, have it searched, and empty the outbox of both."""
    notes = [note for note in IndexChange.objects.order_by("pk").iterator() if note.pk not in covered]
    for batch in _batches(notes):
        build.write(_changes(batch))
    build.publish()
    for batch in _batches([*covered, *(note.pk for note in notes)]):
        IndexChange.objects.filter(pk__in=batch).delete()


def _changes(notes: Iterable[IndexChange]) -> Changes:
    """Give what the index must learn: the documents of records that are public now, and that the others are gone."""
    pks: dict[str, set[int]] = {}
    for note in notes:
        pks.setdefault(note.kind, set()).add(note.record_id)
    documents = [
        document
        for kind, changed in pks.items()
        if kind in registry
        for record in _public(registry[kind]).filter(pk__in=changed)
        if (document := _document(registry[kind], record))
    ]
    found = {Hit(document.kind, document.pk) for document in documents}
    removed = [hit for kind, changed in pks.items() for pk in changed if (hit := Hit(kind, pk)) not in found]
    return Changes(documents=documents, removed=removed)


def _documents() -> Iterator[Document]:
    for record_type in registry:
        for record in _public(record_type).iterator(chunk_size=BATCH):
            if document := _document(record_type, record):
                yield document


def _document(record_type: RecordType, record: Any) -> Document | None:
    """Give a record's document. One record that a room cannot describe must not keep all others out of the index."""
    try:
        return _with_current_codes(record_type, record_type.document(record))
    except Exception:
        logger.exception("The %s %s cannot be described for the index, and is left out", record_type.name, record.pk)
        return None


def _with_current_codes(record_type: RecordType, document: Document) -> Document:
    """Codes that another has replaced, such as those of retired topics, are counted and found under the new one."""
    current = {facet.name: facet.normalise for facet in record_type.facets}
    facets = {
        name: list(dict.fromkeys(current[name](code) for code in codes)) if name in current else codes
        for name, codes in document.facets.items()
    }
    return replace(document, facets=facets)


def _public(record_type: RecordType) -> QuerySet[Any]:
    return record_type.whole(record_type.public())


def _total() -> int:
    return sum(record_type.public().count() for record_type in registry)


def _tell_everyone() -> None:
    generation().advance()


def _lock(name: str, *, wait: float) -> AbstractContextManager[None]:
    return file_lock(settings.DATA_FOLDER / name, wait=wait)


def _batches(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


class _Rest:
    """A pause of this process after a failure, so that a full disk is not tried every second."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        self._until = time.monotonic() + REST

    def is_on(self) -> bool:
        return time.monotonic() < self._until


_rest = _Rest()
