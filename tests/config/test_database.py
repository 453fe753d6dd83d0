"""Durability: what the settings ask for, what is in force, and that a weaker setting is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bluestem.config.checks import no_debug_pages_outside_development, sqlite_is_durable, weaknesses
from bluestem.config.database import SQLITE_PRAGMAS, postgresql, sqlite


def test_the_address_of_a_server() -> None:
    found = postgresql("postgresql://anna:p%40ss@db.example:5433/stem?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("anna", "p@ss", "db.example", 5433)
    assert (found["NAME"], found["OPTIONS"]) == ("stem", {"sslmode": "require"})


def test_the_address_of_a_socket() -> None:
    found = postgresql("postgresql://postgres@/stem?host=/run/postgresql")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


def test_every_connection_waits_for_the_disk(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "db")
    connection.executescript(SQLITE_PRAGMAS)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert found == {"journal_mode": "wal", "synchronous": 2}
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    connection.close()


def test_our_settings_are_durable() -> None:
    assert weaknesses(sqlite("any")) == []
    assert sqlite_is_durable() == []


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        (SQLITE_PRAGMAS.replace("FULL", "NORMAL"), "synchronous=FULL"),
        (SQLITE_PRAGMAS.replace("WAL", "DELETE"), "journal_mode=WAL"),
        (SQLITE_PRAGMAS.replace("foreign_keys=ON", "foreign_keys=OFF"), "foreign_keys=ON"),
    ],
)
def test_a_weaker_setting_is_an_error(commands: str, words: str) -> None:
    weak = sqlite("any")
    weak["OPTIONS"]["init_command"] = commands
    problems = weaknesses(weak)
    assert [problem.id for problem in problems] == ["bluestem.E001"]
    assert words in problems[0].msg


def test_transactions_must_begin_with_immediate() -> None:
    problems = weaknesses({"ENGINE": "django.db.backends.sqlite3", "NAME": "any"})
    assert [problem.id for problem in problems] == ["bluestem.E001"] * 3 + ["bluestem.E002"]


def test_another_engine_has_other_rules() -> None:
    assert weaknesses(postgresql("postgresql://db.example/stem")) == []


def test_debug_pages_are_for_development(settings) -> None:
    assert no_debug_pages_outside_development() == []
    settings.DEBUG = True
    assert [problem.id for problem in no_debug_pages_outside_development()] == ["bluestem.E003"]
