"""Which column of a file is which: headings in any order, in any language of the site, by name or synonym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bluestem.importing.errors import ImportRefused
from bluestem.importing.importers import ImportColumn, Importer, simplified
from bluestem.kit.tables import Row

# What our own file of rejected rows has beside its rows
LINE, REASON = "import_line", "import_reason"


@dataclass(frozen=True)
class Layout:
    """The columns of a file in its order, None for those that are not known; and the headings of these."""

    columns: tuple[ImportColumn | None, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class ReadRow:
    """A row as values by column name. reasons: what is wrong, as pairs of heading and sentence."""

    line: int
    cells: tuple[str, ...]
    values: dict[str, Any]
    reasons: tuple[tuple[str, str], ...]


def layout_of(importer: Importer, header: Row) -> Layout:
    """Recognise the headings. Raises ImportRefused when a required column is missing or two mean the same.

    The column's own name goes before other words for it: our exports have codes under the name and words beside.
    """
    columns = [importer.headings.get(simplified(cell)) for cell in header.cells]
    own = {column.name for column, cell in zip(columns, header.cells, strict=True) if column and _is_name(column, cell)}
    columns = [
        column if column and (column.name not in own or _is_name(column, cell)) else None
        for column, cell in zip(columns, header.cells, strict=True)
    ]
    known = [column.name for column in columns if column]
    twice = [str(column.label) for column in importer.columns if known.count(column.name) > 1]
    if twice:
        raise ImportRefused(
            _("Two columns mean the same: %(names)s. Take one of them out.") % {"names": ", ".join(twice)}
        )
    missing = [str(column.label) for column in importer.columns if column.required and column.name not in known]
    if missing:
        raise ImportRefused(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    ours = {simplified(LINE), simplified(REASON)}
    unknown = [
        cell for cell, column in zip(header.cells, columns, strict=True) if not column and simplified(cell) not in ours
    ]
    return Layout(tuple(columns), tuple(cell for cell in unknown if cell.strip()))


def _is_name(column: ImportColumn, cell: str) -> bool:
    return simplified(cell) == simplified(column.name)


def read_row(layout: Layout, row: Row) -> ReadRow:
    """Give the values of a row, and everything that is wrong with it at once."""
    if row.problem:
        return ReadRow(row.line, row.cells, {}, (("", row.problem),))
    values: dict[str, Any] = {}
    reasons: list[tuple[str, str]] = []
    if any(cell.strip() for cell in row.cells[len(layout.columns) :]):
        reasons.append(("", _("The row has more cells than there are headings.")))
    padded = (*row.cells, *[""] * (len(layout.columns) - len(row.cells)))
    for column, cell in zip(layout.columns, padded, strict=False):
        if column is not None:
            try:
                values[column.name] = column.parse(cell)
            except ValueError as error:
                reasons.append((str(column.label), str(error)))
    return ReadRow(row.line, row.cells, values, tuple(reasons))
