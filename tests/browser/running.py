"""What the tests in a browser need: the sample network, served as people serve it, and the system's Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.installation import Site, bluestem, environment, free_port, wait_for

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class RunningSite:
    """A site that runs: its address, and the mail address and password of each sample sign-in, by role."""

    origin: str
    accounts: dict[str, tuple[str, str]]


@contextmanager
def running_site(data: Path, *words: str, host: str = "127.0.0.1", **settings: str) -> Iterator[str]:
    """Run `bluestem serve` until the block ends; give its address, which the site knows as its own."""
    port = free_port()
    origin = f"http://{host}:{port}"
    log = data.parent / f"{data.name}-serve.log"
    with log.open("w") as said:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "bluestem", "serve", "--port", str(port), *words],
            env=environment(data, BLUESTEM_ORIGIN=origin, **settings),
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            site = Site(process, port)
            wait_for("/readyz", lambda: process.poll() is not None or site.answers("/readyz"))
            assert process.poll() is None, log.read_text()
            yield origin
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def sample_accounts(data: Path) -> dict[str, tuple[str, str]]:
    """Read the sign-ins from what `bluestem demo accounts` prints: by role, mail address and password."""
    done = bluestem("demo", "accounts", data=data, BLUESTEM_DEMO="yes")
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    password = heading.rpartition(" ")[2]
    return {role: (mail, password) for mail, role, *_name in (row.split() for row in rows)}


def find_chromium() -> str:
    """Give the path of the system's Chromium. Without one the test is left out, but not where tests must run (CI)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium, and with CI=true the browser tests must run.", pytrace=False)
    pytest.skip("There is no Chromium here; on Debian: apt-get install chromium.")


def chromium_flags() -> list[str]:
    """Chromium does without its sandbox only where it must: for the superuser, as in containers."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
