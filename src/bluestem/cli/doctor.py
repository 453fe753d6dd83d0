"""`bluestem doctor`: one line for each thing that must be right, and what to do where it is not."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

LEAST_FREE = 2**29  # bytes: less than half a gigabyte and the next backup or upload may fail


class Finding(NamedTuple):
    """What was looked at, whether it is right, and what was found or is to be done."""

    subject: str
    is_right: bool
    text: str


def examine() -> bool:
    """Print every finding; give whether all is right."""
    findings = list(look())
    for finding in findings:
        print(f"{'ok  ' if finding.is_right else 'FAIL'}  {finding.subject}: {finding.text}")
    return all(finding.is_right for finding in findings)


def look() -> Iterator[Finding]:
    """Look at the installation that the environment describes."""
    from bluestem.config.env import InsecureSetting, env

    yield from (_data_folder(env.data), _free_disk(env.data), _secret_key(env.data, env.secret_key))
    try:
        env.check()
        yield Finding("Settings", True, f"{env.mode}, {env.origin or 'no public address'}")
    except InsecureSetting as problem:
        yield Finding("Settings", False, str(problem))
    yield _translations()
    yield from _with_django()


def _data_folder(data: Path) -> Finding:
    if not data.is_dir():
        return Finding("Data folder", False, f"there is no {data}; run `bluestem init`")
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return Finding("Data folder", False, f"{data} cannot be written; give it to the user who runs Bluestem")
    if open_to_others(data):
        return Finding("Data folder", False, f"{data} is open to others; run `chmod 700 {data}`")
    return Finding("Data folder", True, f"{data}, for its owner alone")


def open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _free_disk(data: Path) -> Finding:
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    text = f"{free / 2**30:.1f} GB free"
    return Finding("Disk", free >= LEAST_FREE, text if free >= LEAST_FREE else f"{text}; make room")


def _secret_key(data: Path, key: str) -> Finding:
    path = data / "secret-key"
    if len(key) < 50:
        return Finding("Secret key", False, "missing or too short; run `bluestem init`")
    if path.exists() and open_to_others(path):
        return Finding("Secret key", False, f"others can read it; run `chmod 600 {path}`")
    return Finding("Secret key", True, "present")


def _translations() -> Finding:
    from bluestem.cli.install import is_stale, translation_sources

    stale = [source for source in translation_sources() if is_stale(source)]
    if stale:
        return Finding("Translations", False, f"{len(stale)} not compiled; run `bluestem init`")
    return Finding("Translations", True, "compiled")


def _with_django() -> Iterator[Finding]:
    from bluestem.cli.management import start_django

    start_django()
    from django.core.checks import ERROR, run_checks
    from django.db import DatabaseError

    problems = [problem for problem in run_checks() if problem.level >= ERROR]
    yield Finding("Django's checks", not problems, str(problems[0].msg) if problems else "content")
    is_sound = True
    for subject, check in _DATABASE_CHECKS:
        try:
            problem = check()
        except DatabaseError as error:
            yield Finding(subject, False, f"{str(error).strip()}; {_what_to_do()}")
            return
        yield Finding(subject, not problem, problem or "right")
        is_sound = is_sound and not problem
    if is_sound:  # tables that are damaged, or not there yet, can say nothing of mails
        yield _mail()


def _mail() -> Finding:
    from django.conf import settings
    from django.utils import timezone

    from bluestem.messaging.api import outbox_problem

    if problem := outbox_problem(timezone.now()):
        return Finding("Mail", False, problem)
    no_server = "no server is named, so mails stay in the outbox; set BLUESTEM_MAIL_URL to send them"
    return Finding("Mail", True, "right" if settings.MAIL_URL else no_server)


def _what_to_do() -> str:
    from django.db import connection

    damaged = connection.vendor == "sqlite"
    return "restore the latest backup" if damaged else "is PostgreSQL running, is BLUESTEM_DATABASE right?"


def pragmas_in_force() -> str:
    """Give "" when a fresh connection to the database has what the settings ask for, otherwise what differs."""
    from django.db import connection

    connection.close()
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return "" if cursor.fetchone()[0] != "off" else "synchronous_commit is off; confirmed changes can be lost"
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    differing = [f"{name} is {found[name]}, not {value}" for name, value in wanted.items() if found[name] != value]
    if getattr(connection, "transaction_mode", "") != "IMMEDIATE":
        differing.append("transactions do not begin with IMMEDIATE")
    return "; ".join(differing)


def _integrity() -> str:
    from django.db import connection

    if connection.vendor != "sqlite":
        return ""  # PostgreSQL keeps checksums of its pages itself
    with connection.cursor() as cursor:
        verdict = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        loose = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != "ok":
        return f"damaged ({verdict}); restore the latest backup"
    return f"a record in {loose[0]} points to nothing; restore the latest backup" if loose else ""


def _migrations() -> str:
    from bluestem.config.health import pending_migrations

    pending = pending_migrations()
    return f"{len(pending)} migrations are waiting; run `bluestem init`" if pending else ""


_DATABASE_CHECKS: list[tuple[str, Callable[[], str]]] = [
    ("Database durability", pragmas_in_force),
    ("Database integrity", _integrity),
    ("Database migrations", _migrations),
]
