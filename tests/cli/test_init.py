"""The first command: everything is made once, for its owner alone, and stays."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bluestem.cli.install import write_secret_key
from tests.cli.installation import bluestem


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_it_makes_is_for_its_owner_alone(initialised: Path) -> None:
    assert mode(initialised) == 0o700
    assert mode(initialised / "secret-key") == 0o600
    assert mode(initialised / "bluestem.sqlite3") == 0o600
    assert len((initialised / "secret-key").read_text().strip()) >= 50


def test_static_files_are_packed_under_hashed_names(initialised: Path) -> None:
    assert (initialised / "static" / "staticfiles.json").is_file()
    assert list((initialised / "static").rglob("*.css.br"))


def test_repeating_it_changes_nothing(data: Path) -> None:
    def facts() -> dict[str, tuple[int, bytes]]:
        names = ("secret-key", "bluestem.sqlite3", "static/staticfiles.json")
        return {name: ((data / name).stat().st_mtime_ns, (data / name).read_bytes()) for name in names}

    before = facts()
    done = bluestem("init", data=data)
    assert (done.returncode, done.stdout) == (0, f"The installation in {data} is ready.\n")
    assert facts() == before


def test_it_brings_an_older_database_up_to_date(data: Path) -> None:
    with closing(sqlite3.connect(data / "bluestem.sqlite3")) as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.commit()
    assert "1 migrations" in bluestem("doctor", data=data).stdout
    done = bluestem("init", data=data)
    assert "Brought the database up to date (1 migrations)." in done.stdout
    assert bluestem("doctor", data=data).returncode == 0


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    write_secret_key(tmp_path)
    key = (tmp_path / "secret-key").read_text()
    with pytest.raises(FileExistsError):
        write_secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text() == key
