"""Two processes that move an amount between two accounts for ever, and say of each transaction that it is confirmed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.installation import environment

SCHEMA = """
CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
CREATE TABLE entry (id TEXT PRIMARY KEY, amount INTEGER NOT NULL);
INSERT INTO account VALUES (1, 0), (2, 0);
"""
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


@dataclass
class Books:
    """What a database holds: the entries, and whether both accounts agree with them."""

    entries: set[str]
    balanced: bool
    verdict: str


class Ledgers:
    """A database that two writers share, and what they said is confirmed."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "db.sqlite3"
        self._said: list[Path] = []
        with closing(sqlite3.connect(self.database)) as database:
            database.executescript(SCHEMA)

    @contextmanager
    def being_written(self) -> Iterator[None]:
        """Let two processes write until the block ends, then kill both at once."""
        # Files of their own each time: a kill can cut the last line of one.
        number = len(self._said)
        said = [self.database.with_name(f"confirmed{number + writer}") for writer in (1, 2)]
        self._said += said
        one = f'"{sys.executable}" -c "$WRITER" "{self.database}"'
        command = f"{one} > {said[0]} & {one} > {said[1]} & wait"
        settings = {**environment(self.database.parent), "WRITER": WRITER}
        writers = subprocess.Popen(["sh", "-c", command], env=settings, start_new_session=True)  # noqa: S603
        try:
            yield
        finally:
            os.killpg(writers.pid, signal.SIGKILL)
            writers.wait()

    def confirmed(self) -> set[str]:
        """Give what was said in whole lines."""
        return {line for file in self._said if file.exists() for line in file.read_text().split("\n")[:-1]}

    def wait_for(self, more: int) -> None:
        """Wait until that many more transactions are confirmed."""
        count, end = len(self.confirmed()) + more, time.monotonic() + 60
        while len(self.confirmed()) < count:
            assert time.monotonic() < end, "nothing was written"
            time.sleep(0.01)


def books(database: Path) -> Books:
    """Read a database from end to end."""
    with closing(sqlite3.connect(database)) as connection:
        names = {name for (name,) in connection.execute("SELECT id FROM entry")}
        balances = [balance for (balance,) in connection.execute("SELECT balance FROM account ORDER BY id")]
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return Books(names, balances == [-7 * len(names), 7 * len(names)], verdict)
