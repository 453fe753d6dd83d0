"""Reading imports."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from bluestem.accounts.api import User
from bluestem.importing.heading import LINE, REASON
from bluestem.importing.importers import Importer, importers
from bluestem.importing.models import ImportRow, ImportRun
from bluestem.importing.rules import may_import


def importers_for(person: User) -> list[Importer]:
    """Give the kinds of records that a person may import."""
    return [importer for importer in importers if may_import(person, importer)]


def imports_for(person: User) -> QuerySet[ImportRun]:
    """Give the imports that a person may see, newest first: those of kinds that they may import themselves."""
    kinds = [importer.kind for importer in importers_for(person)]
    return ImportRun.objects.filter(kind__in=kinds).select_related("person")


def rows_of(run: ImportRun, outcome: str = "") -> QuerySet[ImportRow]:
    """Give the rows of a report in the order of the file, all or those of one outcome."""
    return run.rows.filter(outcome=outcome) if outcome else run.rows.all()


def rejected_table(run: ImportRun) -> tuple[list[str], Iterator[list[str]]]:
    """Give headings and rows of what was rejected, as it was, with line and reason behind: to be mended."""
    headings = [*run.headings, LINE, REASON]
    return headings, (_mendable(row, len(run.headings)) for row in rows_of(run, "rejected").iterator(chunk_size=500))


def _mendable(row: ImportRow, width: int) -> list[str]:
    cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
    reasons = " ".join(f"{r['field']}: {r['reason']}" if r["field"] else r["reason"] for r in row.reasons)
    return [*cells, str(row.line), reasons]
