"""Backup and restore: the drill from end to end, and what they refuse."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from bluestem.cli.archive import unpack, writing
from bluestem.cli.errors import CommandFailed
from tests.cli.installation import bluestem

ABOUT = {"engine": "sqlite", "version": "1", "made_at": "2026-11-22T12:00:00+00:00"}


def write_session(data: Path, key: str) -> None:
    with closing(sqlite3.connect(data / "bluestem.sqlite3")) as database:
        database.execute("INSERT INTO django_session VALUES (?, 'data', '2030-01-01')", [key])
        database.commit()


def sessions(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "bluestem.sqlite3")) as database:
        return sorted(key for (key,) in database.execute("SELECT session_key FROM django_session"))


def upload(data: Path, name: str, content: bytes) -> None:
    path = data / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_drill(data: Path, tmp_path: Path) -> None:
    write_session(data, "before")
    upload(data, "plans/2026/é.pdf", b"the plan")
    file = tmp_path / "safe" / "backup.tar"
    done = bluestem("backup", str(file), data=data)
    assert (done.returncode, done.stdout) == (0, f"{file}\n"), done.stderr

    elsewhere = tmp_path / "elsewhere"
    done = bluestem("restore", str(file), data=elsewhere)
    assert done.returncode == 0, done.stderr
    assert sessions(elsewhere) == ["before"]
    assert (elsewhere / "media" / "plans" / "2026" / "é.pdf").read_bytes() == b"the plan"
    assert bluestem("init", data=elsewhere).returncode == 0
    assert bluestem("doctor", data=elsewhere).returncode == 0


def test_what_is_there_is_moved_aside(data: Path, tmp_path: Path) -> None:
    write_session(data, "before")
    upload(data, "a.txt", b"before")
    (data / "search").mkdir(exist_ok=True)
    file = tmp_path / "backup.tar"
    assert bluestem("backup", str(file), data=data).returncode == 0
    write_session(data, "after")
    upload(data, "b.txt", b"after")

    refused = bluestem("restore", str(file), data=data)
    assert refused.returncode == 1
    assert refused.stderr.endswith("bluestem.sqlite3 exists. To move it aside and restore, add --replace.\n")
    assert sessions(data) == ["after", "before"]

    assert bluestem("restore", str(file), "--replace", data=data).returncode == 0
    assert sessions(data) == ["before"]
    assert sorted(path.name for path in (data / "media").iterdir()) == ["a.txt"]
    assert not (data / "search").exists()
    aside = next(data.glob("replaced-*"))
    assert sessions(aside) == ["after", "before"]
    assert (aside / "media" / "b.txt").read_bytes() == b"after"


def test_what_is_in_a_backup(data: Path, tmp_path: Path) -> None:
    upload(data, "a.txt", b"text")
    (data / "search").mkdir(exist_ok=True)
    (data / "search" / "segment").write_bytes(b"derived")
    bluestem("backup", data=data)
    file = next((data / "backups").glob("bluestem-*.tar"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in (data / "backups").iterdir()] == [file.name]
    with tarfile.open(file) as tar:
        assert tar.getnames() == ["database.sqlite3", "media/a.txt", "manifest.json"]
        manifest = json.load(tar.extractfile("manifest.json"))
    assert manifest["files"]["media/a.txt"] == {"size": 4, "sha256": hashlib.sha256(b"text").hexdigest()}


def test_a_backup_is_never_written_over_another(data: Path, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_bytes(b"precious")
    done = bluestem("backup", str(tmp_path / "backup.tar"), data=data)
    assert done.returncode == 1
    assert (tmp_path / "backup.tar").read_bytes() == b"precious"


def test_nothing_to_back_up(tmp_path: Path) -> None:
    done = bluestem("backup", data=tmp_path / "none")
    assert done.returncode == 1
    assert "run `bluestem init`" in done.stderr
    assert not list((tmp_path / "none").glob("**/*.tar*"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    with closing(sqlite3.connect(source)) as database:
        database.execute("CREATE TABLE t (a)")
    with writing(tmp_path / "backup.tar", **ABOUT) as writer:
        writer.add(source, "database.sqlite3")
    return tmp_path / "backup.tar"


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), writing(tmp_path / "backup.tar", **ABOUT) as writer:
        writer.add(tmp_path / "none", "database.sqlite3")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_damaged_backup_is_found(archive: Path, tmp_path: Path, part: float) -> None:
    content = bytearray(archive.read_bytes())
    content[int(8192 * part)] ^= 1
    archive.write_bytes(content)
    (tmp_path / "out").mkdir()
    with pytest.raises(CommandFailed):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("length", [0, 100, 512, 5000])
def test_half_a_backup_is_none(archive: Path, tmp_path: Path, length: int) -> None:
    archive.write_bytes(archive.read_bytes()[:length])
    (tmp_path / "out").mkdir()
    with pytest.raises(CommandFailed):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "media/../../evil", "secret-key", "media", "evil"])
def test_a_file_that_bluestem_did_not_write_is_refused(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "backup.tar", "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"evil"))
    (tmp_path / "out").mkdir()
    with pytest.raises(CommandFailed, match="which Bluestem did not write"):
        unpack(tmp_path / "backup.tar", tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "backup.tar", "w") as tar:
        member = tarfile.TarInfo("media/link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(member)
    (tmp_path / "out").mkdir()
    with pytest.raises(CommandFailed, match="which Bluestem did not write"):
        unpack(tmp_path / "backup.tar", tmp_path / "out")


def test_a_damaged_database_in_a_whole_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with writing(tmp_path / "backup.tar", **ABOUT) as writer:
        writer.add(tmp_path / "source", "database.sqlite3")
    done = bluestem("restore", str(tmp_path / "backup.tar"), data=tmp_path / "data")
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert not (tmp_path / "data" / "bluestem.sqlite3").exists()


def test_a_backup_of_another_engine_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"dump")
    with writing(tmp_path / "backup.tar", **{**ABOUT, "engine": "postgresql"}) as writer:
        writer.add(tmp_path / "source", "database.pgdump")
    done = bluestem("restore", str(tmp_path / "backup.tar"), data=tmp_path / "data")
    assert done.returncode == 1
    assert done.stderr == "bluestem: This is a backup of postgresql; the installation uses sqlite.\n"
