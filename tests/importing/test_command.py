"""`bluestem import KIND FILE --as MAIL`."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from bluestem.network.api import Organisation
from tests.importing.tables import HEADINGS, csv_file, organisation_row


def run(path, *words: str) -> list[str]:
    said = io.StringIO()
    call_command("import", "organisation", str(path), *words, stdout=said, stderr=io.StringIO())
    return said.getvalue().splitlines()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    rows = [organisation_row(), organisation_row("Bad", Country="Atlantis")]
    path.write_bytes(csv_file(HEADINGS, *rows).getvalue())
    return path


def test_a_dry_run_says_what_would_happen(table, editor):
    assert run(table, "--as", editor.email, "--dry-run") == [
        "line 3, Country: “Atlantis” is not known here.",
        "2 rows: would be 1 new, 0 changed, 0 unchanged, 1 rejected",
    ]
    assert not Organisation.objects.filter(name="Quasar Institute").exists()


def test_an_import_is_done_at_once(table, editor):
    assert run(table, "--as", editor.email.upper(), "--publish")[-1] == (
        "2 rows: 1 new, 0 changed, 0 unchanged, 1 rejected"
    )
    assert Organisation.objects.get(name="Quasar Institute").state == "published"
    assert run(table, "--as", editor.email)[-1] == "2 rows: 0 new, 0 changed, 1 unchanged, 1 rejected"


def test_what_cannot_be_done_is_said(table, editor, member, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"City\nGhent\n")

    for path, address in ((table, "nobody@example.org"), (table, member.email), (broken, editor.email)):
        with pytest.raises(CommandError):
            run(path, "--as", address)
    with pytest.raises(CommandError):
        run(tmp_path / "missing.csv", "--as", editor.email)
    assert not Organisation.objects.filter(name="Quasar Institute").exists()
