"""CSV as programs really write it: any of the usual delimiters and encodings, told from the file itself."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _

from bluestem.kit.tables.cells import from_cell
from bluestem.kit.tables.reading import Row, TableLimits, TableRefused

DELIMITERS = (",", ";", "\t")
SAMPLE = 65_536  # characters that are looked at to find the delimiter
SAMPLE_ROWS = 20
LINE = 1_000_000  # characters between two line breaks
PIECE = 1 << 20


@contextmanager
def read_csv(file: BinaryIO, limits: TableLimits, notes: list[str]) -> Iterator[Iterator[Row]]:
    """Give the rows of a CSV file (RFC 4180, and what else is usual). Raises TableRefused, also while rows are read."""
    encoding = encoding_of(file)
    if encoding in ("cp1252", "latin-1"):
        notes.append(
            _("The file is not in UTF-8. It was read as Western European text: look whether accents are right.")
        )
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        with _in_words():
            sample = text.read(SAMPLE)
        delimiter, skipped = _delimiter_of(sample)
        text.seek(0)
        lines = _lines(text)
        for _number in range(skipped):
            next(lines)
        yield _rows(lines, delimiter, skipped, limits)
    finally:
        text.detach()


def encoding_of(file: BinaryIO) -> str:
    """Give the encoding of a text file: by its mark, else UTF-8 where all of it is that, else Western European."""
    start = file.read(4)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if start.startswith(codecs.BOM_UTF32_LE):
            raise TableRefused(_("This file is in UTF-32. Save it in UTF-8 and try again."))
        return "utf-16"
    file.seek(0)
    sample = file.read(PIECE)
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    for encoding in ("utf-8", "cp1252"):
        if _is_all(file, encoding):
            return encoding
    return "latin-1"


def _is_all(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter_of(sample: str) -> tuple[str, int]:
    """Give the delimiter and how many lines to skip: some programs name it in a first line, `sep=;`."""
    first = sample.split("\n", 1)[0].rstrip("\r").lower()
    if len(first) == 5 and first.startswith("sep=") and first[4] in DELIMITERS:
        return first[4], 1
    return max(DELIMITERS, key=lambda delimiter: _merit(sample, delimiter)), 0


def _merit(sample: str, delimiter: str) -> tuple[bool, float, int]:
    """Say how well a delimiter parts the beginning of a file: into several columns, as many in each row, and many."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        for row in reader:
            widths += [len(row)] if row else []
            if len(widths) >= SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # what was parted until then says enough
    if not widths:
        return False, 0.0, 0
    (_common, times) = Counter(widths).most_common(1)[0]
    return widths[0] > 1, round(times / len(widths), 1), widths[0]


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    with _in_words():
        while line := text.readline(LINE):
            if len(line) == LINE and not line.endswith(("\n", "\r")):
                raise TableRefused(_("This file has a line of more than a million characters. It is no table."))
            yield line


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except UnicodeError as error:
        raise TableRefused(_("This file holds signs that are no text. Save it in UTF-8 and try again.")) from error


def _rows(lines: Iterator[str], delimiter: str, skipped: int, limits: TableLimits) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for _number in range(limits.rows * 2 + 2):  # of which half may be empty
        begin = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(begin, (), _("The quotation marks of this row do not match, or a cell is too long."))
        else:
            yield Row(begin, tuple(from_cell(cell) for cell in cells))
    raise TableRefused(_("This file has more than %(most)s rows. Split it.") % {"most": limits.rows})
