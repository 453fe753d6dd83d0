"""What is kept of an import: its report, and what it said about each record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bluestem.importing.choices import Outcome
from bluestem.importing.importers import Importer
from bluestem.importing.models import ImportedRecord, ImportRow, ImportRun
from bluestem.importing.planning import Plan, digests_of
from bluestem.kit.text import clean_line, plain, shorten

SHOWN = 300  # characters of a value in the report


def last_digests(kind: str, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Give record id to what the last import said, field to digest."""
    return dict(ImportedRecord.objects.filter(kind=kind, record_id__in=ids).values_list("record_id", "values"))


def remember(kind: str, plan: Plan, now: datetime) -> None:
    """Keep what the import said about a record; writes nothing when it said that before."""
    said = digests_of(plan.row.values)
    known = ImportedRecord.objects.filter(kind=kind, record_id=plan.record.pk).first()
    if known is None:
        ImportedRecord.objects.create(kind=kind, record_id=plan.record.pk, values=said, imported_at=now)
    elif known.values | said != known.values:
        known.values |= said
        known.imported_at = now
        known.save(update_fields=["values", "imported_at"])


def record_plans(run: ImportRun, importer: Importer, plans: Sequence[Plan]) -> None:
    """Add rows to the report, and to the counts of the run, which is not saved here."""
    for plan in plans:
        run.counts[plan.outcome] = run.counts.get(plan.outcome, 0) + 1
    told = [plan for plan in plans if plan.outcome != Outcome.UNCHANGED or plan.changes]
    ImportRow.objects.bulk_create([_row(run, importer, plan) for plan in told])


def _row(run: ImportRun, importer: Importer, plan: Plan) -> ImportRow:
    rejected = plan.outcome == Outcome.REJECTED
    return ImportRow(
        run=run,
        line=plan.row.line,
        outcome=plan.outcome,
        title=clean_line(plan.title, 300),
        record_id=None if rejected else plan.record.pk,
        changes=[
            {
                "field": change.field,
                "before": _shown(importer, change.field, change.before),
                "after": _shown(importer, change.field, change.after),
                "kept": change.kept,
            }
            for change in plan.changes
        ],
        reasons=[{"field": heading, "reason": sentence} for heading, sentence in plan.reasons],
        cells=list(plan.row.cells) if rejected else [],
    )


def _shown(importer: Importer, name: str, value: Any) -> str:
    column = importer.column(name)
    text = column.show(value) if column else str(value)
    return shorten(plain(text) if "<" in text else text, SHOWN)
