"""`bluestem backup`: the database as it stands at one moment, and the uploaded files, while the site runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bluestem.cli.archive import DATABASES, MEDIA, ArchiveWriter, writing
from bluestem.cli.errors import CommandFailed


def backup(file: str | None) -> Path:
    """Write a backup and give its path; raises CommandFailed when there is nothing to back up."""
    from bluestem.config.env import env

    now = datetime.now(UTC)
    path = Path(file).resolve() if file else env.data / "backups" / f"bluestem-{now:%Y%m%d-%H%M%S}.tar"
    if path.exists():
        raise CommandFailed(f"{path} exists; a backup is never written over another.")
    engine = "postgresql" if env.database else "sqlite"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    about = {"engine": engine, "version": version("bluestem"), "made_at": now.isoformat(timespec="seconds")}
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder, writing(path, **about) as archive:
        copy = Path(folder) / DATABASES[engine]
        if env.database:
            dump_postgresql(env.database, copy)
        else:
            copy_sqlite(env.data / "bluestem.sqlite3", copy)
        archive.add(copy, copy.name)
        # After the database: every file that it names is there; one uploaded since then does no harm.
        _add_media(archive, env.data / MEDIA)
    return path


def copy_sqlite(source: Path, copy: Path) -> None:
    """Copy a database that others write to. The copy holds whole transactions, in one file of its own.

    All pages are copied in one step, so one snapshot is read; writers go on meanwhile because of the write-ahead log.
    Raises CommandFailed if there is no database or the copy is not sound.
    """
    if not source.is_file():
        raise CommandFailed(f"There is no database {source}; run `bluestem init`.")
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=30)) as reading,
        closing(sqlite3.connect(copy)) as written,
    ):
        reading.backup(written, pages=-1)
        written.execute("PRAGMA journal_mode=DELETE")
    check_sqlite(copy)


def check_sqlite(path: Path) -> None:
    """Raise CommandFailed unless every page and index of a database is sound."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise CommandFailed(f"The database {path} is damaged: {verdict}.")


def dump_postgresql(address: str, dump: Path) -> None:
    """Write a PostgreSQL database with pg_dump, as it stands at one moment."""
    run_postgresql_tool("pg_dump", ["--format=custom", "--no-owner", f"--file={dump}", f"--dbname={address}"])


def run_postgresql_tool(tool: str, words: list[str]) -> None:
    """Run a client program of PostgreSQL; raises CommandFailed with what it said when it fails."""
    program = shutil.which(tool)
    if program is None:
        raise CommandFailed(f"{tool} is not installed; install the client programs of PostgreSQL.")
    # The address holds a password, so it must not stand in the list of processes.
    words, environment = _without_password(words)
    ran = subprocess.run([program, *words], capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    if ran.returncode:
        raise CommandFailed(f"{tool} failed: {ran.stderr.strip() or ran.returncode}")


def _without_password(words: list[str]) -> tuple[list[str], dict[str, str]]:
    from urllib.parse import unquote, urlsplit

    environment = dict(os.environ)
    shown = []
    for word in words:
        option, _, address = word.partition("=")
        parts = urlsplit(address) if option == "--dbname" else None
        if parts is not None and parts.password:
            environment["PGPASSWORD"] = unquote(parts.password)
            address = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@", 1)).geturl()
            word = f"{option}={address}"  # noqa: PLW2901
        shown.append(word)
    return shown, environment


def _add_media(archive: ArchiveWriter, media: Path) -> None:
    for path in _files(media):
        try:
            archive.add(path, f"{MEDIA}/{path.relative_to(media).as_posix()}")
        except FileNotFoundError:
            print(f"{path} was deleted meanwhile and is not in the backup.", file=sys.stderr)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (path for name in sorted(names) if (path := Path(root) / name).is_file() and not path.is_symlink())
