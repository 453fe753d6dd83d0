"""Imports from the first look to the last row: what is checked is what happens, once, by those who may."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage

from bluestem.importing.choices import Phase
from bluestem.importing.errors import ImportRefused
from bluestem.importing.models import ImportedRecord, ImportRun
from bluestem.importing.services import (
    LIMITS,
    abandon_import,
    carry_on,
    confirm_import,
    forget_old_imports,
    resume_import,
    start_import,
)
from bluestem.network.api import Organisation, save_organisation
from bluestem.programmes.api import Programme
from tests.factories.records import new_organisation
from tests.importing.tables import HEADINGS, checked, csv_file, imported, organisation_row, told, xlsx_file

PROGRAMME = ["number", "name", "organisation", "country", "summary", "description", "status", "year_start", "levels"]


def programme_row(number: str, organisation: str = "CSR Europe", **cells) -> list:
    row = {"name": f"Programme {number}", "organisation": organisation, "country": "BE", "summary": "Short."}
    row |= {"description": "First.\n\nSecond & last.", "status": "Active", "year_start": 2021, "levels": "2|3"}
    return [number, *(row | cells).values()]


MIXED = [
    organisation_row("New Quasar"),
    organisation_row("Old Quasar", City="Ghent", Summary="Helps teachers."),
    organisation_row("Bad", Country="Atlantis", Website="not an address at all"),
    organisation_row(""),
    organisation_row("New Quasar"),
]


def test_a_dry_run_tells_everything_and_changes_nothing(editor, now):
    save_organisation(organisation=new_organisation(name="Old Quasar", city="Bruges"), actor=editor, now=now)
    before = Organisation.objects.count()

    run = checked(csv_file(HEADINGS, *MIXED), actor=editor, now=now)

    assert (run.phase, run.total, run.person) == (Phase.CHECKED, 5, editor)
    assert run.counts == {"new": 1, "changed": 1, "rejected": 3}
    assert told(run) == [
        (2, "new", []),
        (3, "changed", ["city", "website", "summary", "topics"]),
        (4, "rejected", ["Country", "Website"]),
        (5, "rejected", ["Name"]),
        (6, "rejected", [""]),
    ]
    assert Organisation.objects.count() == before
    assert Organisation.objects.get(name="Old Quasar").city == "Bruges"
    assert not ImportedRecord.objects.exists()


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_an_import_does_what_was_checked_and_a_second_one_nothing(editor, now, make):
    rows = [organisation_row(), organisation_row("Second", Country="Greece", Kind="School", Topics="Science")]

    first = imported(make(HEADINGS, *rows), actor=editor, now=now)
    stored = list(Organisation.objects.filter(name__in=["Quasar Institute", "Second"]).order_by("name").values())
    provenance = list(ImportedRecord.objects.values())
    second = imported(make(HEADINGS, *rows), actor=editor, now=now + timedelta(days=1))

    assert (first.phase, first.counts) == (Phase.DONE, {"new": 2})
    assert (second.phase, second.counts, told(second)) == (Phase.DONE, {"unchanged": 2}, [])
    assert (
        list(Organisation.objects.filter(name__in=["Quasar Institute", "Second"]).order_by("name").values()) == stored
    )
    assert list(ImportedRecord.objects.values()) == provenance
    assert [(o["slug"], o["state"], o["country"], o["kind"], o["topics"]) for o in stored] == [
        ("quasar-institute", "draft", "be", "ngo", ["science", "careers"]),
        ("second", "draft", "gr", "school", ["science"]),
    ]


def test_new_records_are_published_when_asked(editor, now):
    imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now, publishes=True)

    organisation = Organisation.objects.get(name="Quasar Institute")
    assert (organisation.state, organisation.published_at) == ("published", organisation.changed_at)


def test_a_correction_made_here_stays_until_told_otherwise(editor, now):
    imported(csv_file(HEADINGS, organisation_row(City="Gent", Kind="ngo")), actor=editor, now=now)
    organisation = Organisation.objects.get(name="Quasar Institute")
    organisation.city = "Ghent"
    save_organisation(organisation=organisation, actor=editor, now=now)
    again = organisation_row(City="Gand", Kind="school")

    kept = imported(csv_file(HEADINGS, again), actor=editor, now=now)
    third = imported(csv_file(HEADINGS, again), actor=editor, now=now)

    changes = {change["field"]: change for change in kept.rows.get().changes}
    assert {name: change["kept"] for name, change in changes.items()} == {"city": True, "kind": False}
    assert (changes["city"]["before"], changes["city"]["after"]) == ("Ghent", "Gand")
    assert third.counts == {"unchanged": 1}
    organisation.refresh_from_db()
    assert (organisation.city, organisation.kind) == ("Ghent", "school")

    imported(csv_file(HEADINGS, again), actor=editor, now=now, overwrites=True)
    organisation.refresh_from_db()
    assert organisation.city == "Gand"


def test_columns_that_are_missing_leave_their_fields_alone(editor, now):
    imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)

    run = imported(
        csv_file(["Country", "NAME", "Town", "Fax"], ["be", "Quasar Institute", "Aalst", "1"]), actor=editor, now=now
    )

    assert (run.counts, len(run.notes)) == ({"changed": 1}, 1)
    assert "Fax" in run.notes[0]
    organisation = Organisation.objects.get(name="Quasar Institute")
    assert (organisation.city, organisation.website) == ("Aalst", "https://quasar.example")


@pytest.mark.parametrize(
    "content",
    [
        b"Country;City\nBE;Ghent\n",
        b"Name;Name\nA;B\n",
        b"",
        b"\xd0\xcf\x11\xe0" + b"0" * 100,
        b"PK\x03\x04 no archive",
        b"x" * (LIMITS.file_bytes + 1),
    ],
    ids=["no name", "twice", "empty", "old", "broken", "large"],
)
def test_a_file_that_is_no_table_of_ours_is_refused_in_a_sentence(editor, now, content):
    before = Organisation.objects.count()
    try:
        run = checked(io.BytesIO(content), actor=editor, now=now)
    except ImportRefused as error:
        sentence = str(error)
    else:
        sentence = run.problem
        assert (run.phase, run.stopped_phase) == (Phase.FAILED, "")
        with pytest.raises(ImportRefused):
            resume_import(run=run, actor=editor, now=now, in_background=False)
    assert sentence.endswith(".")
    assert Organisation.objects.count() == before


def test_only_those_who_may_change_such_records_import(member, editor, now):
    file = csv_file(HEADINGS, organisation_row())
    with pytest.raises(PermissionDenied):
        start_import(kind="organisation", file=file, name="x", actor=member, now=now)
    run = checked(file, actor=editor, now=now)
    for deed in (confirm_import, resume_import, abandon_import):
        with pytest.raises(PermissionDenied):
            deed(run=run, actor=member, now=now)

    assert list(ImportRun.objects.values_list("phase", flat=True)) == ["checked"]
    assert not Organisation.objects.filter(name="Quasar Institute").exists()


def test_whoever_loses_the_right_meanwhile_stops_importing(editor, administrator, now):
    run = checked(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    run = confirm_import(run=run, actor=editor, now=now, in_background=False)
    editor.is_active = False
    editor.save()

    carry_on(run_id=run.pk)

    run.refresh_from_db()
    assert (run.phase, run.stopped_phase, run.position) == (Phase.FAILED, Phase.IMPORTING, 0)
    assert not Organisation.objects.filter(name="Quasar Institute").exists()


class Killed(BaseException):
    """The process ends here."""


def test_a_run_that_is_cut_off_goes_on_where_it_was(editor, now, monkeypatch):
    rows = [organisation_row(f"Quasar {number}") for number in range(120)]
    rows[70] = organisation_row("Quasar 3")  # a row of the first batch again
    run = checked(csv_file(HEADINGS, *rows), actor=editor, now=now)
    run = confirm_import(run=run, actor=editor, now=now, in_background=False)
    _cut_off_at("Quasar 65", run, monkeypatch)
    run.refresh_from_db()
    assert (run.phase, run.position, run.counts) == (Phase.IMPORTING, 50, {"new": 50})
    assert Organisation.objects.filter(name__startswith="Quasar ").count() == 50

    carry_on(run_id=run.pk)

    run.refresh_from_db()
    assert (run.phase, run.total, run.counts) == (Phase.DONE, 120, {"new": 119, "rejected": 1})
    names = Organisation.objects.filter(name__startswith="Quasar ").values_list("name", flat=True)
    assert len(names) == len(set(names)) == 119
    assert run.rows.count() == 120


def _cut_off_at(name: str, run: ImportRun, monkeypatch) -> None:
    full_clean = Organisation.full_clean

    def deadly(self, *args, **kwargs):
        if self.name == name:
            raise Killed
        full_clean(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Organisation, "full_clean", deadly)
        with pytest.raises(Killed):
            carry_on(run_id=run.pk)


def test_what_nobody_foresaw_stops_the_run_and_lets_it_go_on(editor, now, monkeypatch):
    run = checked(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    run = confirm_import(run=run, actor=editor, now=now, in_background=False)
    with monkeypatch.context() as patched:
        patched.setattr(Organisation, "full_clean", _broken)
        with pytest.raises(RuntimeError):
            carry_on(run_id=run.pk)
    run.refresh_from_db()
    assert (run.phase, run.stopped_phase, run.problem[-1]) == (Phase.FAILED, Phase.IMPORTING, ".")

    resume_import(run=run, actor=editor, now=now)

    run.refresh_from_db()
    assert (run.phase, run.counts, run.problem) == (Phase.DONE, {"new": 1}, "")


def _broken(self, *args, **kwargs):
    raise RuntimeError("disk")


def test_steps_out_of_order_are_refused(editor, now):
    run = imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)

    with pytest.raises(ImportRefused):
        confirm_import(run=run, actor=editor, now=now)
    with pytest.raises(ImportRefused):
        resume_import(run=run, actor=editor, now=now)
    with pytest.raises(ImportRefused):
        start_import(kind="nonsense", file=csv_file(HEADINGS), name="x", actor=editor, now=now)
    assert Organisation.objects.filter(name="Quasar Institute").count() == 1


def test_a_run_that_is_taken_away_takes_its_file_along(editor, now, django_capture_on_commit_callbacks):
    run = imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    assert default_storage.exists(run.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        abandon_import(run=run, actor=editor, now=now)

    assert not default_storage.exists(run.file.name)
    assert not ImportRun.objects.exists()
    assert Organisation.objects.filter(name="Quasar Institute").exists()


def test_old_runs_are_forgotten(editor, now, django_capture_on_commit_callbacks):
    run = imported(csv_file(HEADINGS, organisation_row()), actor=editor, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_imports(now=run.changed_at + timedelta(days=180)) == 0
        assert forget_old_imports(now=run.changed_at + timedelta(days=181)) == 1


def test_programmes_find_their_organisation(editor, now):
    Organisation.objects.filter(slug="vario").update(pic="123456789")
    rows = [
        programme_row("Q-1"),
        programme_row("Q-2", organisation="Nobody At All"),
        programme_row("Q-3", year_start="soon", levels="9"),
        programme_row("", name="Without a number"),
    ]

    run = imported(xlsx_file(PROGRAMME, *rows), actor=editor, now=now, kind="programme", publishes=True)

    assert told(run) == [
        (2, "new", []),
        (3, "rejected", ["Organisation"]),
        (4, "rejected", ["Year of start", "Education levels"]),
        (5, "rejected", [""]),
    ]
    programme = Programme.objects.get(number="Q-1")
    assert (programme.organisation.slug, programme.levels, programme.year_start) == ("csr-europe", ["2", "3"], 2021)
    assert (programme.description, programme.state) == ("<p>First.</p><p>Second &amp; last.</p>", "published")


def test_our_own_exports_import_without_change(client, editor, now):
    for kind, path in (("organisation", "organisations"), ("programme", "programmes")):
        export = b"".join(client.get(f"/{path}/export.csv").streaming_content)

        run = checked(io.BytesIO(export), actor=editor, now=now, kind=kind)

        assert set(run.counts) == {"unchanged"}, [row.changes for row in run.rows.all()]
