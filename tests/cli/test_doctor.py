"""The doctor: content with a sound installation, and for each fault one line that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.installation import bluestem

WEAK = {"DJANGO_SETTINGS_MODULE": "tests.cli.weak_settings"}


def faults(data: Path, **settings: str) -> list[str]:
    done = bluestem("doctor", data=data, **settings)
    found = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def test_a_sound_installation(initialised: Path) -> None:
    done = bluestem("doctor", data=initialised)
    assert done.returncode == 0
    assert all(line.startswith("ok    ") for line in done.stdout.splitlines())
    assert "ok    Mail: no server is named" in done.stdout
    assert len(done.stdout.splitlines()) == 10


def test_mails_that_nobody_delivers(data: Path) -> None:
    add = (
        "INSERT INTO messaging_mail (key, recipient, category, subject, message_id, message, state, created_at, due_at,"
        " tries, answer) VALUES ('k', 'a@example.org', 'x', 'S', '<1@x>', x'', 'waiting', ?, ?, 0, '')"
    )
    with closing(sqlite3.connect(data / "bluestem.sqlite3")) as database, database:
        database.execute(add, ("2026-01-01 00:00:00", "2026-01-01 00:00:00"))
    assert faults(data) == ["FAIL  Mail: 1 mails wait and no mail server is named; set BLUESTEM_MAIL_URL"]


def test_a_folder_open_to_others(data: Path) -> None:
    data.chmod(0o755)
    assert faults(data) == [f"FAIL  Data folder: {data} is open to others; run `chmod 700 {data}`"]


def test_a_key_open_to_others(data: Path) -> None:
    (data / "secret-key").chmod(0o644)
    assert faults(data) == [f"FAIL  Secret key: others can read it; run `chmod 600 {data}/secret-key`"]


def test_an_insecure_address(data: Path) -> None:
    found = faults(data, BLUESTEM_ORIGIN="http://stem.example")
    assert found == [
        "FAIL  Settings: BLUESTEM_ORIGIN is http://stem.example; only https:// is safe beyond this machine."
    ]


def test_no_database(data: Path) -> None:
    (data / "bluestem.sqlite3").unlink()
    [found] = faults(data)
    assert found.startswith("FAIL  Database migrations: ")
    assert found.endswith(" migrations are waiting; run `bluestem init`")


def damage(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[-4096:] = b"\xff" * 4096
    database.write_bytes(content)


def destroy(database: Path) -> None:
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)


def loosen(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (9999, 9999)")
        connection.commit()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (damage, "FAIL  Database integrity: database disk image is malformed; restore the latest backup"),
        (destroy, "file is not a database; restore the latest backup"),
        (loosen, "a record in auth_group_permissions points to nothing; restore the latest backup"),
    ],
)
def test_a_harmed_database(data: Path, harm: Callable[[Path], None], words: str) -> None:
    harm(data / "bluestem.sqlite3")
    assert words in " ".join(faults(data))


def test_settings_that_can_lose_what_was_confirmed(data: Path) -> None:
    found = faults(data, **WEAK)
    assert "FAIL  Database durability: synchronous is 1, not 2" in found
    assert any(
        line.startswith("FAIL  Django's checks: The database is opened without synchronous=FULL") for line in found
    )
    done = bluestem("serve", data=data, **WEAK)
    assert done.returncode == 2
    assert done.stderr.startswith("bluestem: The database is opened without synchronous=FULL: a power cut could lose")
