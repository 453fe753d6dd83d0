"""Tables for imports: rows of organisations and programmes as somebody would send them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from bluestem.importing.models import ImportRun
from bluestem.importing.services import carry_on, confirm_import, start_import
from bluestem.kit.tables import csv_lines, write_xlsx

HEADINGS = ["Name", "Country", "Kind", "City", "Website", "Summary", "PIC", "Topics"]


def organisation_row(name: str = "Quasar Institute", **cells: str) -> list[str]:
    row = {
        "Name": name,
        "Country": "BE",
        "Kind": "ngo",
        "City": "Ghent",
        "Website": "https://quasar.example",
        "Summary": "Builds telescopes with schools.",
        "PIC": "",
        "Topics": "science|careers",
    }
    return list((row | cells).values())


def csv_file(headings: Sequence[str], *rows: Sequence[Any]) -> io.BytesIO:
    return io.BytesIO("".join(csv_lines(headings, rows)).encode())


def xlsx_file(headings: Sequence[str], *rows: Sequence[Any]) -> io.BytesIO:
    made = io.BytesIO()
    write_xlsx(made, headings, rows)
    made.seek(0)
    return made


def checked(file: io.BytesIO, *, actor: Any, now: Any, kind: str = "organisation", **options: Any) -> ImportRun:
    """Start an import and check it whole; nothing is imported."""
    run = start_import(kind=kind, file=file, name="table.csv", actor=actor, now=now, in_background=False, **options)
    carry_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def imported(file: io.BytesIO, *, actor: Any, now: Any, **options: Any) -> ImportRun:
    """Check and import a table."""
    run = checked(file, actor=actor, now=now, **options)
    run = confirm_import(run=run, actor=actor, now=now, in_background=False)
    carry_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def told(run: ImportRun) -> list[tuple[int, str, list[str]]]:
    """Line, outcome, and what differs or is wrong, as headings of fields."""
    return [
        (row.line, row.outcome, [c["field"] for c in row.changes] + [r["field"] for r in row.reasons])
        for row in run.rows.all()
    ]
