"""`bluestem restore`: check a backup from end to end, move what is there aside, put the backup in place."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bluestem.cli.archive import DATABASES, MEDIA, unpack
from bluestem.cli.backup import check_sqlite, run_postgresql_tool
from bluestem.cli.errors import CommandFailed

SQLITE = "bluestem.sqlite3"
DERIVED = ("search",)  # computed anew from the database


def restore(file: str, *, replace: bool) -> None:
    """Put a backup in place. Without `replace`, raises CommandFailed when there is something it would cover."""
    from bluestem.cli.install import make_folder
    from bluestem.config.env import env

    engine = "postgresql" if env.database else "sqlite"
    make_folder(env.data)
    with _nobody_serves(env.data), tempfile.TemporaryDirectory(dir=env.data, prefix=".restore-") as folder:
        manifest = unpack(Path(file), Path(folder))
        if manifest["engine"] != engine:
            raise CommandFailed(f"This is a backup of {manifest['engine']}; the installation uses {engine}.")
        there = [path for path in _covered(env.data) if path.exists()]
        if there and not replace:
            raise CommandFailed(f"{there[0]} exists. To move it aside and restore, add --replace.")
        if engine == "sqlite":
            check_sqlite(Path(folder) / DATABASES[engine])
        elif not replace:
            raise CommandFailed("The tables of the PostgreSQL database would be replaced; add --replace if so.")
        aside = _move_aside(env.data, there)
        _put_in_place(Path(folder), env.data, env.database)
    _tell(manifest, aside)


def _covered(data: Path) -> list[Path]:
    names = (SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm", MEDIA)
    return [data / name for name in names]


@contextmanager
def _nobody_serves(data: Path) -> Iterator[None]:
    with (data / "serving.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed("The site is running; stop `bluestem serve` and `bluestem worker` first.") from None
        yield


def _move_aside(data: Path, there: list[Path]) -> Path | None:
    if not there:
        return None
    aside = data / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700)
    for path in there:
        path.rename(aside / path.name)
    return aside


def _put_in_place(folder: Path, data: Path, address: str) -> None:
    if address:
        dump = folder / DATABASES["postgresql"]
        words = ["--clean", "--if-exists", "--no-owner", "--single-transaction", f"--dbname={address}", str(dump)]
        run_postgresql_tool("pg_restore", words)
    else:
        (folder / DATABASES["sqlite"]).rename(data / SQLITE)
    if (folder / MEDIA).is_dir():
        (folder / MEDIA).rename(data / MEDIA)
    for name in DERIVED:
        shutil.rmtree(data / name, ignore_errors=True)


def _tell(manifest: dict[str, Any], aside: Path | None) -> None:
    print(f"Restored the backup of {manifest['made_at']} ({len(manifest['files'])} files, all checksums right).")
    if aside:
        print(f"What was there before is in {aside}.")
    print("Run `bluestem init` to bring it up to date, then `bluestem serve`; the search index is built anew.")
