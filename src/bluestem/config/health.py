"""Whether this process can answer readers, and what is missing when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

Probe = Callable[[], str]


def pending_migrations() -> list[str]:
    """Name the migrations of installed apps ("app.0001_name") that the database has not seen, in order.

    File names are compared with the database's own list; nothing is imported, so it is cheap enough for a probe.
    """
    applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    return sorted(_migrations_on_disk() - applied)


def _migrations_on_disk() -> set[str]:
    return {
        f"{app.label}.{file.stem}"
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }


def database_is_current() -> str:
    """Give "" when the database answers and has every migration, otherwise a sentence."""
    try:
        pending = pending_migrations()
    except DatabaseError:
        return "The database does not answer."
    return f"The database waits for {len(pending)} migrations: run `bluestem init`." if pending else ""


PROBES: list[Probe] = [database_is_current]


def readiness() -> str:
    """Give "" when every probe is content, otherwise the first sentence of one that is not."""
    try:
        return next((missing for probe in PROBES if (missing := probe())), "")
    finally:
        connection.close_if_unusable_or_obsolete()
