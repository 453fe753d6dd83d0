"""XLSX: the first sheet that can be seen, read row by row once the archive around it is judged harmless."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bluestem.kit.archives import ArchiveLimits, ArchiveRefused, ZipReader, open_zip
from bluestem.kit.tables.cells import as_text
from bluestem.kit.tables.reading import Row, TableLimits, TableRefused
from bluestem.kit.xml import XmlRefused, begin_xml

# Texts that several cells share are held in memory as a whole; a sheet is not.
SHARED = "sharedstrings.xml"
MOST_SHARED = 60_000_000
ARCHIVE = ArchiveLimits(files=2_000, file_bytes=400_000_000, total_bytes=500_000_000, ratio=200)
BATCH = 100
UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError),
    *(OverflowError, SyntaxError, OSError, EOFError, NotImplementedError, AssertionError, zlib.error),
)


@contextmanager
def read_xlsx(file: BinaryIO, limits: TableLimits, notes: list[str]) -> Iterator[Iterator[Row]]:
    """Give the rows of an XLSX file (ECMA-376). Formulas count as what they last gave. Raises TableRefused."""
    _judge(file)
    file.seek(0)
    with _in_words(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what a sheet also holds, such as pictures and validation
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        with _in_words():
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise TableRefused(_("This file holds no sheet that can be seen."))
            sheets[0].reset_dimensions()  # what a file says about its size need not be true
        if len(sheets) > 1:
            notes.append(_("Only the first sheet, %(name)s, is read.") % {"name": sheets[0].title})
        yield _rows(sheets[0], limits)
    finally:
        book.close()


def _judge(file: BinaryIO) -> None:
    """Refuse what could fill memory, and any part with a document type: the reader below would expand entities."""
    try:
        with open_zip(file, ARCHIVE) as archive:
            for member in archive.members:
                name = member.name.casefold()
                if name.endswith(SHARED) and member.size > MOST_SHARED:
                    raise TableRefused(_("This file holds more text than we read at once. Split it into smaller ones."))
                if name.endswith((".xml", ".rels", ".vml")):
                    _judge_part(archive, member.name)
    except ArchiveRefused as error:
        raise TableRefused(_("This is no XLSX file that we read: it is damaged, or far larger inside.")) from error


def _judge_part(archive: ZipReader, name: str) -> None:
    try:
        with archive.open(name) as part:
            begin_xml(part)
    except XmlRefused as error:
        raise TableRefused(_("This is no XLSX file that we read: a part of it is not as it should be.")) from error


def _rows(sheet: Any, limits: TableLimits) -> Iterator[Row]:
    # One column more than is taken, so that a row which is too wide is noticed.
    values = iter(sheet.iter_rows(max_col=limits.columns + 1, values_only=True))
    line = 0
    while batch := _batch(values):
        for cells in batch:
            line += 1
            yield Row(line, _trimmed(cells))
        if line > limits.rows * 2:  # of which half may be empty
            raise TableRefused(_("This file has more than %(most)s rows. Split it.") % {"most": limits.rows})


def _batch(values: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with _in_words(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about dates that do not exist; they come as an error of the cell
        return list(islice(values, BATCH))


def _trimmed(values: tuple[Any, ...]) -> tuple[str, ...]:
    end = len(values)
    while end and values[end - 1] in (None, ""):
        end -= 1
    return tuple(as_text(value) for value in values[:end])


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except TableRefused:
        raise
    except UNREADABLE as error:
        raise TableRefused(_("This is no XLSX file that we can read. Save it again, or save it as CSV.")) from error
