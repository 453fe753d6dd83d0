"""What was confirmed is there after the machine's harshest stop short of pulling the plug."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from bluestem.cli.backup import copy_sqlite
from tests.cli.installation import environment

KILLS = 6
SCHEMA = """
CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE entry (id TEXT PRIMARY KEY, amount INTEGER NOT NULL);
INSERT INTO account VALUES (1, 0), (2, 0);
"""
# Moves an amount from one account to the other and notes it, in one transaction; says so once it is confirmed.
WRITER = """
import sys, uuid
from django.conf import settings
from bluestem.config.database import sqlite
settings.configure(DATABASES={"default": sqlite(sys.argv[1])})
import django
django.setup()
from django.db import connection, transaction
while True:
    name = uuid.uuid4().hex
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE account SET balance = balance - 7 WHERE id = 1")
        cursor.execute("INSERT INTO entry VALUES (%s, 7)", [name])
        cursor.execute("UPDATE account SET balance = balance + 7 WHERE id = 2")
    print(name, flush=True)
"""


def make(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SCHEMA)
    return path


def start_writers(database: Path, confirmed: Path) -> subprocess.Popen:
    """Start two writers in one process group; each says what is confirmed."""
    one = f'"{sys.executable}" -c "$WRITER" "{database}"'
    command = f"{one} >> {confirmed}.1 & {one} >> {confirmed}.2 & wait"
    settings = {**environment(database.parent), "WRITER": WRITER}
    return subprocess.Popen(["sh", "-c", command], env=settings, start_new_session=True)  # noqa: S603


def confirmed_names(confirmed: Path) -> list[str]:
    files = [Path(f"{confirmed}.{number}") for number in (1, 2)]
    # The last line may be cut: only whole ones were said.
    return [line for file in files if file.exists() for line in file.read_text().split("\n")[:-1]]


def wait_for_writers(confirmed: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(confirmed_names(confirmed)) < count:
        assert time.monotonic() < end, "nothing was written"
        time.sleep(0.01)


def facts(database: Path) -> tuple[set[str], int, int, str]:
    with closing(sqlite3.connect(database)) as connection:
        names = {name for (name,) in connection.execute("SELECT id FROM entry")}
        (first,), (second,) = connection.execute("SELECT balance FROM account ORDER BY id")
        return names, first, second, connection.execute("PRAGMA integrity_check").fetchone()[0]


def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    database = make(tmp_path / "db.sqlite3")
    confirmed = tmp_path / "confirmed"
    chance = random.Random(2026)  # noqa: S311
    for _ in range(KILLS):
        writers = start_writers(database, confirmed)
        wait_for_writers(confirmed, len(confirmed_names(confirmed)) + 50)
        time.sleep(chance.random() / 10)
        os.killpg(writers.pid, signal.SIGKILL)
        writers.wait()
        names, first, second, verdict = facts(database)
        assert set(confirmed_names(confirmed)) <= names
        assert (first, second) == (-7 * len(names), 7 * len(names))
        assert verdict == "ok"
    assert len(confirmed_names(confirmed)) >= 50 * KILLS


def test_a_copy_taken_while_others_write_holds_whole_transactions(tmp_path: Path) -> None:
    database = make(tmp_path / "db.sqlite3")
    confirmed = tmp_path / "confirmed"
    writers = start_writers(database, confirmed)
    try:
        seen = 0
        for number in range(8):
            wait_for_writers(confirmed, seen + 30)
            before = set(confirmed_names(confirmed))
            copy_sqlite(database, tmp_path / f"copy{number}")
            names, first, second, verdict = facts(tmp_path / f"copy{number}")
            assert before <= names
            assert (first, second, verdict) == (-7 * len(names), 7 * len(names), "ok")
            seen = len(before)
    finally:
        os.killpg(writers.pid, signal.SIGKILL)
        writers.wait()
