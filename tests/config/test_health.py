"""Readiness: the database answers and has every migration."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from bluestem.config import health

pytestmark = pytest.mark.django_db


def test_ready() -> None:
    assert health.pending_migrations() == []
    assert health.readiness() == ""


def test_a_migration_that_is_missing_is_named() -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert health.pending_migrations() == ["sessions.0001_initial"]
    assert health.readiness() == "The database waits for 1 migrations: run `bluestem init`."


def test_the_first_missing_thing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PROBES", [lambda: "", lambda: "No index.", lambda: "Nothing else."])
    assert health.readiness() == "No index."
