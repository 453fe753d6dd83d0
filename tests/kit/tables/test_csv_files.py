"""CSV files as programs write them, and as nobody should."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bluestem.kit.tables import Row, TableLimits, TableRefused, as_cell, csv_lines, open_table


def read(content: bytes, **limits) -> tuple[Row, list[Row], list[str]]:
    with open_table(io.BytesIO(content), TableLimits(**limits)) as table:
        return table.header, list(table.rows), table.notes


def cells(content: bytes) -> list[tuple[str, ...]]:
    header, rows, _notes = read(content)
    return [header.cells, *(row.cells for row in rows)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_line_breaks_and_encodings(delimiter, end, encoding):
    rows = [("name", "city", "sum"), ("Université, “A”", "Liège; B", "1,5"), ("x" * 40, "Köln", "")]
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    assert cells(text.encode(encoding)) == rows


def test_an_old_encoding_is_told():
    header, rows, notes = read("naam;stad\nÉcole;Liège\n".encode("cp1252"))

    assert (header.cells, rows[0].cells, len(notes)) == (("naam", "stad"), ("École", "Liège"), 1)
    assert read(b"a,b\n\x81,\xe9\n")[1][0].cells == ("\x81", "é")
    assert read("a,b\né,é\n".encode())[2] == []


def test_commas_in_sentences_are_no_delimiters():
    text = "title;text\nA;one, two, three\nB;four, five\nC;six\n"

    assert cells(text.encode())[1:] == [("A", "one, two, three"), ("B", "four, five"), ("C", "six")]


def test_a_line_that_names_the_delimiter_is_no_heading():
    header, rows, _notes = read(b"sep=;\r\na;b\r\n1,5;2\r\n")

    assert (header, rows) == (Row(2, ("a", "b")), [Row(3, ("1,5", "2"))])


def test_a_single_column_is_a_table():
    assert cells(b"name\nA\nB\n") == [("name",), ("A",), ("B",)]


def test_lines_are_where_rows_begin():
    _header, rows, _notes = read(b'a,b\n"one\ntwo\nthree",1\n\n,,\n2,"x"\n')

    assert rows == [Row(2, ("one\ntwo\nthree", "1")), Row(7, ("2", "x"))]


def test_a_row_with_wrong_quotes_is_told_and_the_others_are_read():
    _header, rows, _notes = read(b'a,b\n1,2\n3,"x"y\n5,6\n')

    assert [(row.line, row.cells, bool(row.problem)) for row in rows] == [
        (2, ("1", "2"), False),
        (3, (), True),
        (4, ("5", "6"), False),
    ]


def test_a_quote_that_never_ends_is_told_with_its_line():
    _header, rows, _notes = read(b'a,b\n1,2\n3,"x\n5,6\n')

    assert [(row.line, bool(row.problem)) for row in rows] == [(2, False), (3, True)]


def test_apostrophes_of_our_own_exports_go_again():
    assert cells(b"a,b\n'=1+1,'tis\n''-2,'-3\n")[1:] == [("=1+1", "'tis"), ("'-2", "-3")]


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (b"", {}),
        (b"\n\n,,\n", {}),
        (b"\xef\xbb\xbf", {}),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, {}),
        (b"\xff\xfe\0\0a\0\0\0", {}),
        (b"a\n" + b"1\n" * 11, {"rows": 10}),
        (b"a,b\n1,2,3\n", {"columns": 2}),
        (b"a,b\n" * 100, {"file_bytes": 399}),
        (b"x" * 1_000_001, {}),
        ("a,b\n1,2".encode("utf-16")[:-1], {}),
        (b"\xff\xfe" + b"a\0,\0" + b"\0\xd8x\0", {}),
    ],
)
def test_what_is_no_table_or_too_large_is_refused(content, limits):
    with pytest.raises(TableRefused) as refusal:
        read(content, **limits)

    assert str(refusal.value).endswith(".")


def test_limits_are_met_exactly():
    assert len(read(b"a\n" + b"1\n" * 10, rows=10)[1]) == 10
    assert read(b"a,b\nxxx,y\nxxxx,y\n", cell=3)[1][0].cells == ("xxx", "y")
    assert read(b"a,b\nxxx,y\nxxxx,y\n", cell=3)[1][1].problem


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@example([["", "\n"]])  # nothing but an apostrophe stands there, and that is ours
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_we_write_we_read(rows):
    header, *found = cells("".join(csv_lines(["first", "second"], rows)).encode())

    assert header == ("first", "second")
    assert found == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5))
def test_other_readers_read_what_we_write(rows):
    text = "".join(csv_lines(["a", "b", "c"], rows))

    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [[as_cell(cell) for cell in row] for row in rows]


@given(st.binary(max_size=200))
def test_anything_is_read_or_refused(content):
    try:
        header, rows, _notes = read(content)
    except TableRefused:
        return
    assert all(isinstance(cell, str) for row in [header, *rows] for cell in row.cells)
