"""The work of an import, batch by batch: what a batch did and how far the run is are stored together.

A run that is cut off at any moment therefore goes on with the first row of the batch that was not stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from bluestem.catalogue.api import suspend_indexing
from bluestem.importing.choices import WORKING, Outcome, Phase
from bluestem.importing.errors import ImportRefused
from bluestem.importing.heading import Layout, ReadRow, layout_of, read_row
from bluestem.importing.importers import Importer, importers
from bluestem.importing.models import ImportRun
from bluestem.importing.planning import Plan, digest, plan_rows, reject
from bluestem.importing.recording import last_digests, record_plans, remember
from bluestem.importing.rules import require_importer
from bluestem.kit.tables import Table, TableRefused, open_table

BATCH = 50


def carry_on(*, run_id: int, tell: Callable[[int], None] | None = None) -> None:
    """Do what a run still has to do in its present phase: to the end, or until another process does it.

    tell: is told the number of rows that are behind us. What stops the run is written on it, in the language of whoever
    began it; what nobody foresaw is raised after that.
    """
    run = ImportRun.objects.select_related("person").get(pk=run_id)
    if not run.is_working:
        return
    with translation.override(run.person.language if run.person else "en"), suspend_indexing():
        try:
            _work(run, tell or (lambda _rows: None))
        except (ImportRefused, TableRefused, PermissionDenied) as error:
            _stop(run, _sentence(error), for_good=not isinstance(error, PermissionDenied))
        except Exception:
            _stop(run, _("Something went wrong that nobody foresaw. What was imported until then is complete."))
            raise


def _work(run: ImportRun, tell: Callable[[int], None]) -> None:
    importer = importers[run.kind]
    with run.file.open("rb") as file, open_table(cast("BinaryIO", file)) as table:
        layout = layout_of(importer, table.header)
        if run.position == 0:
            _note(run, table, layout)
        work = _Work(run, importer)
        for rows in _batches(table, layout, BATCH, work.skip):
            if not work.do(rows):
                return
            tell(work.position)
        work.finish()


def _batches(table: Table, layout: Layout, size: int, skip: Callable[[ReadRow], bool]) -> Iterator[list[ReadRow]]:
    rows = (read_row(layout, row) for row in table.rows)
    left = (row for row in rows if not skip(row))
    while batch := list(islice(left, size)):
        yield batch


class _Work:
    """One process working on one run in one phase."""

    def __init__(self, run: ImportRun, importer: Importer) -> None:
        self.run_id = run.pk
        self.importer = importer
        self.phase = Phase(run.phase)
        self.position = run.position
        self.behind = 0
        self.seen: dict[str, int] = {}

    def skip(self, row: ReadRow) -> bool:
        """Whether a row was dealt with before the run was cut off; its key is remembered all the same."""
        if self.behind >= self.position:
            return False
        self.behind += 1
        if not row.reasons:
            self.seen.setdefault(digest(self.importer.key(row.values)), row.line)
        return True

    @transaction.atomic
    def do(self, rows: list[ReadRow]) -> bool:
        """Deal with some rows; give False when the run is no longer ours. Raises PermissionDenied."""
        run = self._ours()
        if run is None:
            return False
        person = run.person
        if person is None:
            raise PermissionDenied
        require_importer(actor=person, importer=self.importer)
        now = timezone.now()
        plans = plan_rows(self.importer, rows, digests=self._digests, overwrites=run.overwrites, seen=self.seen)
        for plan in plans:
            if self.phase == Phase.IMPORTING:
                self._save(plan, run, now)
            else:
                self._check(plan, run, now)
        record_plans(run, self.importer, plans)
        self.position += len(rows)
        self.behind = self.position
        run.position, run.changed_at = self.position, now
        run.save(update_fields=["position", "changed_at", "counts"])
        return True

    @transaction.atomic
    def finish(self) -> None:
        """Close the phase."""
        run = self._ours()
        if run is not None:
            run.phase = Phase.DONE if self.phase == Phase.IMPORTING else Phase.CHECKED
            run.total, run.changed_at = self.position, timezone.now()
            run.save(update_fields=["phase", "total", "changed_at"])

    def _ours(self) -> ImportRun | None:
        """Give the run, locked, unless another process is further or has ended it."""
        held = ImportRun.objects.select_for_update().filter(pk=self.run_id).first()
        return held if held and held.phase == self.phase and held.position == self.position else None

    def _digests(self, ids: list[int]) -> dict[int, dict[str, str]]:
        return last_digests(self.importer.kind, ids)

    def _check(self, plan: Plan, run: ImportRun, now: datetime) -> None:
        if plan.outcome not in (Outcome.NEW, Outcome.CHANGED):
            return
        try:
            plan.record.changed_at = now
            if plan.outcome == Outcome.NEW and run.publishes:
                self.importer.publish(plan.record)
                plan.record.published_at = now
            self.importer.check(plan.record)
        except ValidationError as error:
            reject(plan, self.importer, error)

    def _save(self, plan: Plan, run: ImportRun, now: datetime) -> None:
        try:
            with transaction.atomic():
                if plan.outcome == Outcome.NEW and run.publishes:
                    self.importer.publish(plan.record)
                if plan.outcome in (Outcome.NEW, Outcome.CHANGED):
                    reason = _("Imported from %(file)s") % {"file": run.name}
                    self.importer.save(record=plan.record, actor=run.person, now=now, reason=reason)
                if plan.outcome != Outcome.REJECTED:
                    remember(self.importer.kind, plan, now)
        except ValidationError as error:
            reject(plan, self.importer, error)


def _note(run: ImportRun, table: Table, layout: Layout) -> None:
    notes = list(table.notes)
    if layout.unknown:
        names = ", ".join(heading[:60] for heading in layout.unknown[:40])
        notes.append(_("These columns are not known here and were left out: %(names)s.") % {"names": names})
    run.notes, run.headings = notes, list(table.header.cells)
    run.save(update_fields=["notes", "headings"])


def _stop(run: ImportRun, problem: str, *, for_good: bool = False) -> None:
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().filter(pk=run.pk, phase__in=WORKING).first()
        if held:
            held.stopped_phase = "" if for_good else held.phase
            held.phase, held.problem, held.changed_at = Phase.FAILED, problem, timezone.now()
            held.save(update_fields=["phase", "stopped_phase", "problem", "changed_at"])


def _sentence(error: Exception) -> str:
    if isinstance(error, PermissionDenied):
        return _("Whoever began this import may no longer import. Somebody who may can go on with it.")
    return str(error)
