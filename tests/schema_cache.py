"""Running some two hundred migrations takes ten seconds; on SQLite their result is kept between test runs.

What is kept is an empty database with the tables and rows that migrations leave behind. It is used again only while no
migration file of any installed app has changed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

import django
from django.apps import apps
from django.db import connection


def kept_schema(folder: Path) -> Path:
    """Give where the database is kept that the migration files of today lead to."""
    digest = hashlib.blake2b(f"{django.VERSION} {sqlite3.sqlite_version}".encode(), digest_size=10)
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label} {file.name} ".encode() + file.read_bytes())
    return folder / f"migrated-{digest.hexdigest()}.sqlite3"


def restore(path: Path) -> sqlite3.Connection:
    """Fill the test database in memory from a file; it lasts as long as the connection that is given back."""
    memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    with sqlite3.connect(path) as file:
        file.backup(memory)
    file.close()
    return memory


def keep(path: Path) -> None:
    """Write the test database, just migrated, to a file; another process may do the same at this moment."""
    for outdated in path.parent.glob("migrated-*"):
        outdated.unlink(missing_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with sqlite3.connect(unfinished) as file:
        connection.connection.backup(file)
    file.close()
    unfinished.replace(path)
