"""The secretariat imports in the admin: upload, report, import, mend, import again."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bluestem.importing.models import ImportRun
from bluestem.network.api import Organisation
from tests.importing.tables import HEADINGS, checked, csv_file, imported, organisation_row, xlsx_file
from tests.reading import read_html


def upload(client, file: io.BytesIO, name: str = "organisations.csv", **fields):
    data = {"kind": "organisation", "file": SimpleUploadedFile(name, file.getvalue()), **fields}
    return client.post("/admin/imports/", data)


def text_of(answer) -> str:
    assert answer.status_code == 200
    return read_html(answer.content.decode(), strict=False).text


def test_a_table_is_uploaded_read_through_and_imported(editing, db):
    answer = upload(editing, csv_file(HEADINGS, organisation_row(), organisation_row("Bad", Country="Atlantis")))

    run = ImportRun.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/admin/imports/{run.pk}/")
    page = text_of(editing.get(f"/admin/imports/{run.pk}/"))
    assert "Quasar Institute" in page
    assert "“Atlantis” is not known here." in page
    assert not Organisation.objects.filter(name="Quasar Institute").exists()

    editing.post(f"/admin/imports/{run.pk}/confirm/")

    assert Organisation.objects.get(name="Quasar Institute").state == "draft"
    assert "Imported" in text_of(editing.get(f"/admin/imports/{run.pk}/?outcome=new"))
    assert "organisations.csv" in text_of(editing.get("/admin/imports/"))


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_rejected_rows_come_back_as_a_file_that_can_be_mended(editing, editor, now, make):
    bad = organisation_row("=1+1 Quasar", Country="Atlantis", City="Ghent, “B”")
    run = imported(make(HEADINGS, organisation_row(), bad), actor=editor, now=now)

    body = editing.get(f"/admin/imports/{run.pk}/rejected/").getvalue()
    rows = rows_of(body, run.is_excel)

    assert [len(row) for row in rows] == [len(HEADINGS) + 2] * 2
    assert rows[1][HEADINGS.index("City")] == "Ghent, “B”"
    assert rows[1][-2:] == ["3", "Country: “Atlantis” is not known here."]
    rows[1][HEADINGS.index("Country")] = "BE"
    again = imported(make(rows[0], rows[1]), actor=editor, now=now)
    assert (again.counts, again.notes) == ({"new": 1}, [])


def rows_of(body: bytes, is_excel: bool) -> list[list[str]]:
    if is_excel:
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_a_page_of_a_run_under_way_looks_again_by_itself(editing, editor, now):
    run = checked(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    ImportRun.objects.filter(pk=run.pk).update(phase="importing", position=3, total=12)

    answer = editing.get(f"/admin/imports/{run.pk}/")

    progress = read_html(answer.content.decode(), strict=False).find("progress")
    assert (answer.headers["Refresh"], progress["max"], progress["value"]) == ("2", "12", "3")
    ImportRun.objects.filter(pk=run.pk).update(phase="done")
    assert "Refresh" not in editing.get(f"/admin/imports/{run.pk}/").headers


def test_what_a_file_holds_is_text_on_the_page(editing, editor, now):
    hostile = '<script>alert(1)</script>"><img src=x>'
    run = checked(csv_file([*HEADINGS, hostile], organisation_row(hostile, Country=hostile)), actor=editor, now=now)

    page = editing.get(f"/admin/imports/{run.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["", "x" * 300 + ".csv"])
def test_a_form_without_a_usable_file_says_so(editing, db, name):
    file = {"file": SimpleUploadedFile(name, b"a")} if name else {}

    answer = editing.post("/admin/imports/", {"kind": "organisation", **file})

    assert "error-message" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_steps_that_do_not_fit_are_answered_in_words(editing, editor, now):
    run = imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)

    for step in ("confirm", "resume"):
        answer = editing.post(f"/admin/imports/{run.pk}/{step}/", follow=True)
        assert "gone on meanwhile" in text_of(answer)
    assert editing.get(f"/admin/imports/{run.pk}/confirm/").status_code == 405
    assert editing.post(f"/admin/imports/{run.pk}/abandon/").headers["Location"] == "/admin/imports/"
    assert editing.get(f"/admin/imports/{run.pk}/").status_code == 404


def test_a_report_of_many_rows_has_pages(editing, editor, now):
    rows = [organisation_row(f"Quasar {number}") for number in range(101)]
    run = checked(csv_file(HEADINGS, *rows), actor=editor, now=now)

    assert "Page 1 of 2" in text_of(editing.get(f"/admin/imports/{run.pk}/"))
    assert "Quasar 100" in text_of(editing.get(f"/admin/imports/{run.pk}/?outcome=new&page=2"))
    assert "Page 2 of 2" in text_of(editing.get(f"/admin/imports/{run.pk}/?page=999&outcome=nonsense"))


def test_members_and_strangers_reach_nothing(signed_in, client, editor, now):
    run = checked(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    pages = ["", *(f"{run.pk}/{step}" for step in ("", "confirm/", "resume/", "abandon/", "rejected/"))]

    for browser in (signed_in, client):
        for page in pages:
            assert browser.get(f"/admin/imports/{page}").status_code == 302
            assert browser.post(f"/admin/imports/{page}").status_code == 302
    run.refresh_from_db()
    assert run.phase == "checked"
