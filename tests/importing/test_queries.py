"""Reading imports."""

from __future__ import annotations

from bluestem.importing.queries import importers_for, imports_for, rejected_table, rows_of
from tests.importing.tables import HEADINGS, checked, csv_file, organisation_row


def test_everybody_sees_what_they_may_import(editor, member, now):
    run = checked(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)

    assert [importer.kind for importer in importers_for(editor)] == ["organisation", "programme"]
    assert list(imports_for(editor)) == [run]
    assert (importers_for(member), list(imports_for(member))) == ([], [])


def test_rows_are_in_the_order_of_the_file(editor, now):
    rows = [organisation_row("B"), organisation_row("A", Country="?"), organisation_row("C")]
    run = checked(csv_file(HEADINGS, *rows), actor=editor, now=now)

    assert [row.title for row in rows_of(run)] == ["B", "A", "C"]
    assert [row.title for row in rows_of(run, "new")] == ["B", "C"]


def test_rejected_rows_are_given_as_they_were(editor, now):
    short = ["Only a name", "Atlantis"]
    run = checked(csv_file(HEADINGS, organisation_row(), short), actor=editor, now=now)

    headings, rows = rejected_table(run)

    assert headings == [*HEADINGS, "import_line", "import_reason"]
    assert list(rows) == [[*short, *[""] * (len(HEADINGS) - 2), "3", "Country: “Atlantis” is not known here."]]
