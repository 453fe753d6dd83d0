"""Commits that wait for the disk against the disk itself; and kills under load, which must lose nothing.

    python -m benchmarks.durability --kills 50

Targets: nothing that was confirmed is lost in 50 kills and 5,000 confirmed transactions; a commit through Django costs
at most 4 times a bare write that waits for the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.cli.writers import Ledgers, books

EACH = 1.0  # seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to write (default: the folder for temporary files)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        compare(Path(folder), options.rounds)
        kill(Path(folder), options.kills)


def compare(folder: Path, rounds: int) -> None:
    """Alternate between bare writes and commits; print how many of each a second."""
    bare, commit = bare_writes(folder / "bare"), commits(folder / "compared.sqlite3")
    found: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            per_second = per_second_of(commit)
            found.append((per_second_of(bare), per_second))
        else:
            found.append((per_second_of(bare), per_second_of(commit)))
    ratio = statistics.median(disk / database for disk, database in found)
    print(f"bare write of 4 kB and fdatasync {statistics.median(f[0] for f in found):9,.0f} a second")
    print(f"transaction through Django       {statistics.median(f[1] for f in found):9,.0f} a second")
    print(f"  a transaction costs {ratio:.1f} bare writes (target at most 4)")


def per_second_of(act: Callable[[], object]) -> float:
    started, count = time.perf_counter(), 0
    while (took := time.perf_counter() - started) < EACH:
        act()
        count += 1
    return count / took


def bare_writes(path: Path) -> Callable[[], object]:
    """Give a function that appends 4 kB and waits for the disk."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    block = b"x" * 4096

    def write() -> None:
        os.write(file, block)
        os.fdatasync(file)

    return write


def commits(path: Path) -> Callable[[], object]:
    """Give a function that writes one row in one transaction, with the settings of an installation."""
    import django
    from django.conf import settings

    from bluestem.config.database import sqlite

    settings.configure(DATABASES={"default": sqlite(str(path))})
    django.setup()
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO entry (text) VALUES (%s)", ["x" * 100])

    return write


def kill(folder: Path, kills: int) -> None:
    """Kill two writers again and again; print what was confirmed and what of it is missing."""
    ledgers = Ledgers(folder)
    chance = random.Random(2026)
    for _ in range(kills):
        with ledgers.being_written():
            ledgers.wait_for(100)
            time.sleep(chance.random() / 10)
        found = books(ledgers.database)
        if not found.balanced or found.verdict != "ok":
            raise SystemExit(f"After a kill the database is not whole: {found.verdict}, balanced: {found.balanced}.")
    confirmed = ledgers.confirmed()
    lost = len(confirmed - books(ledgers.database).entries)
    print(f"{kills} kills, {len(confirmed):,} transactions confirmed, {lost} lost (target 0)")


if __name__ == "__main__":
    main()
