"""Tables from outside: which kind a file is, and its rows one by one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


class TableRefused(ValueError):
    """The file is no table that we read, or larger than we read. The message is for the person who chose the file."""


@dataclass(frozen=True, kw_only=True)
class TableLimits:
    """How large a table may be: bytes of the file, rows, columns, and characters in one cell (at most 131,072)."""

    file_bytes: int = 50_000_000
    rows: int = 200_000
    columns: int = 1_000
    cell: int = 100_000


DEFAULT_LIMITS = TableLimits()


@dataclass(frozen=True)
class Row:
    """A row as texts. `line` is where it begins in the file, counted from 1.

    problem: why the row cannot be read; empty for nearly every row. Its cells are then what could be read.
    """

    line: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """A table that is being read: its headings, its other rows, and what the reader had to assume about the file."""

    header: Row
    rows: Iterator[Row]
    notes: list[str] = field(default_factory=list)


@contextmanager
def open_table(file: BinaryIO, limits: TableLimits = DEFAULT_LIMITS) -> Iterator[Table]:
    """Read a CSV or XLSX file, told apart by how it begins. The first row that holds anything gives the headings.

    Empty rows are left out. Raises TableRefused, also while rows are read.
    """
    from bluestem.kit.tables.csv_files import read_csv
    from bluestem.kit.tables.xlsx_files import read_xlsx

    if file.seek(0, io.SEEK_END) > limits.file_bytes:
        size = limits.file_bytes // 1_000_000
        raise TableRefused(_("This file is larger than %(size)s MB. Split it into smaller ones.") % {"size": size})
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start == OLD_EXCEL:
        raise TableRefused(_("This is a file of an old spreadsheet program. Save it as XLSX or CSV and try again."))
    notes: list[str] = []
    with (read_xlsx if start == ZIP else read_csv)(file, limits, notes) as rows:
        filled = (_within(row, limits) for row in rows if row.problem or any(cell.strip() for cell in row.cells))
        counted = _counted(filled, limits.rows + 1)
        header = next(counted, None)
        if header is None or header.problem:
            raise TableRefused(_("This file holds no table: there is no row of headings."))
        yield Table(header, counted, notes)


def _within(row: Row, limits: TableLimits) -> Row:
    if len(row.cells) > limits.columns:
        words = {"line": row.line, "most": limits.columns}
        raise TableRefused(_("Line %(line)s has more than %(most)s columns.") % words)
    if any(len(cell) > limits.cell for cell in row.cells):
        return Row(row.line, (), _("A cell of this row is too long."))
    return row


def _counted(rows: Iterator[Row], most: int) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number > most:
            raise TableRefused(_("This file has more than %(most)s rows. Split it.") % {"most": most - 1})
        yield row
