"""Tables that leave: a spreadsheet shows every text as text and runs none of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from bluestem.kit.streams import Spool
from bluestem.kit.tables.cells import FORMULA_STARTS, as_cell

MOST_IN_CELL = 32_767  # characters (Excel specifications and limits); longer texts are cut in XLSX


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Give a table as CSV (RFC 4180) in pieces; texts that a spreadsheet would run get an apostrophe in front."""
    spool = Spool()
    writer = csv.writer(spool, lineterminator="\r\n")
    writer.writerow([as_cell(name) for name in header])
    for row in rows:
        writer.writerow([as_cell(value) for value in row])
        if spool.is_full:
            yield spool.drain()
    yield spool.drain()


def write_xlsx(file: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as XLSX, row by row. Texts are of the type text and stay as they are, whatever they begin with."""
    from openpyxl import Workbook  # only when needed: it costs every process some megabytes

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([_cell(sheet, name) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(file)


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = value if isinstance(value, str) else as_cell(value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", text)[:MOST_IN_CELL])
    cell.data_type = "s"  # a leading "=" would make it a formula
    # Otherwise a program takes it for a formula as soon as somebody edits the cell.
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell
