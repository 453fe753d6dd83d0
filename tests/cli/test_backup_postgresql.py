"""Backup and restore of an installation on PostgreSQL, with its own tools."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from bluestem.cli.backup import run_postgresql_tool
from bluestem.cli.errors import CommandFailed
from tests.cli.installation import bluestem

SERVER = os.environ.get("BLUESTEM_DATABASE", "")
on_postgresql = pytest.mark.skipif(not SERVER, reason="no PostgreSQL here")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    name = f"drill_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@on_postgresql
def test_the_drill(database: str, tmp_path: Path) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE person (name text)")
        connection.execute("INSERT INTO person VALUES ('before')")
    data, file = tmp_path / "data", tmp_path / "backup.tar"
    (data / "media").mkdir(parents=True)
    (data / "media" / "a.txt").write_text("before")
    settings = {"data": data, "BLUESTEM_DATABASE": database}
    done = bluestem("backup", str(file), **settings)
    assert (done.returncode, done.stdout) == (0, f"{file}\n"), done.stderr
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO person VALUES ('after')")

    assert bluestem("restore", str(file), **settings).returncode == 1
    done = bluestem("restore", str(file), "--replace", **settings)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("before",)]
    assert (data / "media" / "a.txt").read_text() == "before"


def test_a_tool_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandFailed, match="pg_dump is not installed; install the client programs of PostgreSQL"):
        run_postgresql_tool("pg_dump", [])


def test_a_password_is_never_shown_to_other_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "pg_dump"
    tool.write_text('#!/bin/sh\necho "$* / $PGPASSWORD" >&2\nexit 1\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(CommandFailed) as failed:
        run_postgresql_tool("pg_dump", ["--dbname=postgresql://anna:p%40ss@db.example:5433/stem"])
    assert str(failed.value) == "pg_dump failed: --dbname=postgresql://anna@db.example:5433/stem / p@ss"
