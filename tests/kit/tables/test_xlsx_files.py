"""XLSX files: dates, numbers and texts as a person reads them; bombs and lies refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bluestem.kit.tables import FORMULA_STARTS, Row, TableLimits, TableRefused, open_table, write_xlsx
from tests.kit.tables.making import changed, with_sheet, xlsx

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def read(file: io.BytesIO, **limits) -> tuple[Row, list[Row], list[str]]:
    with open_table(file, TableLimits(**limits)) as table:
        return table.header, list(table.rows), table.notes


def written(*rows) -> io.BytesIO:
    made = io.BytesIO()
    write_xlsx(made, ["first", "second"], rows)
    made.seek(0)
    return made


def test_values_are_texts_as_people_read_them():
    moment = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - spreadsheets know no zones
    values = [2020, 2020.0, 1.5, True, date(2026, 1, 31), moment, time(9, 30), "  é ", None, "x"]

    _header, rows, _notes = read(xlsx(["a"] * 10, values))

    shown = ("2020", "2020", "1.5", "true", "2026-01-31", "2026-01-02T03:04:05", "09:30:00", "  é ", "", "x")
    assert rows == [Row(2, shown)]


def test_empty_rows_are_left_out_and_lines_stay_true():
    header, rows, _notes = read(xlsx([], ["a", "b"], [], ["1", None, None], [None, ""], ["2", "x"]))

    assert (header, rows) == (Row(2, ("a", "b")), [Row(4, ("1",)), Row(6, ("2", "x"))])


def test_further_sheets_are_told():
    _header, rows, notes = read(xlsx(["a"], ["1"], title="People", Second=[["b"]]))

    assert ([row.cells for row in rows], len(notes)) == ([("1",)], 1)
    assert "People" in notes[0]


def test_a_formula_counts_as_what_it_gave():
    data = b'<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'

    assert read(with_sheet(data))[1] == [Row(2, ("2",))]


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is():
    lying = changed(xlsx(["a", "b"], ["1", "2"]), SHEET, b'ref="A1:B2"', b'ref="A1:XFD1048576"')

    assert read(lying)[1] == [Row(2, ("1", "2"))]


@pytest.mark.parametrize("row", [b"1048576", b"999999999999"])
def test_a_row_far_below_is_refused(row):
    data = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="%s"><c r="A%s"><v>2</v></c></row>' % (row, row)

    with pytest.raises(TableRefused):
        read(with_sheet(data), rows=1000)


@pytest.mark.parametrize("column", [b"XFD", b"ZZZZZZZ", b"\xc3\xa9", b"1"])
def test_a_cell_far_to_the_right_takes_no_memory(column):
    data = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="%s2"><v>2</v></c></row>' % column
    tracemalloc.start()
    try:
        assert read(with_sheet(data), columns=10)[1] == []
    except TableRefused as refusal:
        assert str(refusal)  # noqa: PT017 - either is right
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 5_000_000


def test_a_row_that_is_too_wide_is_refused():
    with pytest.raises(TableRefused, match="more than 2 columns"):
        read(xlsx(["a", "b", "c"]), columns=2)


def test_dates_that_do_not_exist_stay_harmless():
    book = xlsx(["a"], [date(2026, 1, 1)])
    broken = changed(book, SHEET, b"<v>46023</v>", b"<v>99999999999999</v>")

    assert len(read(broken)[1]) == 1


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_no_part_may_declare_entities(part):
    book = xlsx(["a"], ["1"])
    with zipfile.ZipFile(book) as archive:
        content = archive.read(part)
    start = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0

    with pytest.raises(TableRefused):
        read(changed(book, part, content, content[:start] + LAUGHS + content[start:]))


def test_an_archive_that_grows_is_refused():
    bomb = io.BytesIO(xlsx(["a"]).getvalue())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/zeros", "w") as file:
        for _ in range(60):
            file.write(b"\0" * 1_000_000)

    with pytest.raises(TableRefused, match="larger inside"):
        read(bomb)


@pytest.mark.parametrize("end", [4, 100, -30])
def test_a_file_that_is_cut_off_is_refused(end):
    with pytest.raises(TableRefused):
        read(io.BytesIO(xlsx(["a"], ["1"]).getvalue()[:end]))


def test_a_zip_that_is_no_workbook_is_refused():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")

    with pytest.raises(TableRefused):
        read(other)


@given(st.integers(0, 6000), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused(place, value):
    content = bytearray(SOUND)
    content[place % len(content)] = value
    try:
        header, _rows, _notes = read(io.BytesIO(bytes(content)))
    except TableRefused:
        return
    assert header.cells


SOUND = xlsx(["a", "b"], ["1", date(2026, 1, 1)]).getvalue()


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_is_written_as_a_formula(start):
    text = f"{start}SUM(A1)|'x"

    book = openpyxl.load_workbook(written([text, "plain"]))

    cell, plain = book.active["A2"], book.active["B2"]
    assert (cell.data_type, cell.quotePrefix, plain.data_type, plain.quotePrefix) == ("s", True, "s", False)
    assert cell.value.replace("_x000D_", "\r").replace("\n", "\r") == text.replace("\n", "\r")


def test_values_keep_their_kind():
    made = written([5, Decimal("1.5")], [date(2026, 1, 2), None], [datetime(2026, 1, 2, 3, tzinfo=UTC), ["a", "b"]])

    rows = CalamineWorkbook.from_filelike(made).get_sheet_by_index(0).to_python()

    assert rows[1:] == [[5.0, 1.5], [date(2026, 1, 2), ""], ["2026-01-02T03:00:00+00:00", "a|b"]]


def test_signs_that_xml_cannot_hold_become_spaces():
    assert read(written(["a\x0bb\x00c", "x" * 40_000]))[1] == [Row(2, ("a b c", "x" * 32_767))]


SAFE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@given(st.lists(st.tuples(SAFE, SAFE), max_size=4))
def test_what_we_write_we_read(rows):
    _header, found, _notes = read(written(*rows))

    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [(*row.cells, "", "")[:2] for row in found] == kept
