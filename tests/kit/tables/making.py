"""Spreadsheet files for tests: sound ones, and ones put together by hand that are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*rows: Sequence[Any], title: str = "Table", **more: list[Sequence[Any]]) -> io.BytesIO:
    """Give a workbook with the rows in its first sheet, and further sheets by name."""
    book = Workbook()
    sheets = {title: rows, **more}
    for name, content in sheets.items():
        sheet = book.active if name == title else book.create_sheet(name)
        sheet.title = name
        for row in content:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    return made


def changed(workbook: io.BytesIO, part: str, old: bytes, new: bytes) -> io.BytesIO:
    """Give the workbook with one part rewritten."""
    made = io.BytesIO()
    with zipfile.ZipFile(workbook) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content, content[:500]
                content = content.replace(old, new)
            after.writestr(name, content)
    made.seek(0)
    return made


def with_sheet(data: bytes) -> io.BytesIO:
    """Give a workbook whose sheet holds these rows of XML."""
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN.encode(), data)
    made = io.BytesIO()
    with zipfile.ZipFile(xlsx(["a"])) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else before.read(name))
    made.seek(0)
    return made
