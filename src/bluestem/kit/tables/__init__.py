"""Tables as files, CSV and XLSX: read row by row within limits, written row by row with no formula in them."""

from bluestem.kit.tables.cells import FORMULA_STARTS, as_cell, from_cell
from bluestem.kit.tables.reading import Row, Table, TableLimits, TableRefused, open_table
from bluestem.kit.tables.writing import csv_lines, write_xlsx

__all__ = [
    "FORMULA_STARTS",
    "Row",
    "Table",
    "TableLimits",
    "TableRefused",
    "as_cell",
    "csv_lines",
    "from_cell",
    "open_table",
    "write_xlsx",
]
