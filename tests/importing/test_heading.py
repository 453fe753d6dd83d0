"""Headings in any order and language."""

from __future__ import annotations

import pytest

from bluestem.importing.api import importers
from bluestem.importing.errors import ImportRefused
from bluestem.importing.heading import layout_of, read_row
from bluestem.importing.importers import Importers, simplified
from bluestem.kit.tables import Row


def columns(*headings: str, kind: str = "programme") -> list[str | None]:
    layout = layout_of(importers[kind], Row(1, headings))
    return [column.name if column else None for column in layout.columns]


def test_headings_are_understood_without_case_accents_and_signs():
    assert columns("Year of START:", "sheet_number", "Países", " name ") == ["year_start", "number", None, "name"]
    assert [simplified(text) for text in ("Année", "a_B-c (d)", "…")] == ["annee", "abcd", ""]


def test_the_own_name_goes_before_other_words():
    assert columns("number", "levels", "isced_2011") == ["number", None, "isced_2011"]
    assert columns("number", "levels") == ["number", "isced_2011"]


def test_headings_of_rejected_rows_are_no_news():
    layout = layout_of(importers["organisation"], Row(1, ("name", "import_line", "import_reason", "", "fax")))
    assert layout.unknown == ("fax",)


@pytest.mark.parametrize("headings", [("name",), ("number", "Number"), ("number", "start", "since")])
def test_headings_that_leave_doubt_are_refused(headings):
    with pytest.raises(ImportRefused):
        columns(*headings)


def test_every_mistake_of_a_row_is_told_at_once():
    layout = layout_of(importers["organisation"], Row(1, ("name", "country", "founded")))

    row = read_row(layout, Row(7, ("A", "Atlantis", "soon", "more")))

    assert [heading for heading, _reason in row.reasons] == ["", "Country", "Founded"]
    assert read_row(layout, Row(8, ("A",))).values == {"name": "A", "country": "", "founded": None}
    assert read_row(layout, Row(9, (), "Broken.")).reasons == (("", "Broken."),)


def test_a_kind_is_declared_once():
    some = Importers()
    some.register(importers["organisation"])
    with pytest.raises(ValueError, match="twice"):
        some.register(importers["organisation"])
    assert [importer.kind for importer in some] == ["organisation"]
