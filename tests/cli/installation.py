"""Run the `bluestem` command in processes of its own, as a person would."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOREIGN = ("BLUESTEM_", "DJANGO_", "PORT", "PYTEST_")


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Give an environment in which nothing but `data` and `settings` says anything to Bluestem."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "BLUESTEM_DATA": str(data), "BLUESTEM_ORIGIN": "http://127.0.0.1", **settings}


def bluestem(*words: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "bluestem", *words]
    return subprocess.run(command, env=environment(data, **settings), capture_output=True, text=True, check=False)  # noqa: S603


@dataclass
class Site:
    """A site that runs: its first process, and where it answers."""

    process: subprocess.Popen[str]
    port: int

    def ask(self, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def named(self, name: str) -> set[int]:
        """Give the processes of the site that go by a name, such as "bluestem-web"."""
        return {pid for pid in below(self.process.pid) if name_of(pid) == name}

    def answers(self, path: str) -> bool:
        try:
            return self.ask(path)[0] == 200
        except OSError:
            return False


@contextmanager
def serving(data: Path, *words: str, **settings: str) -> Iterator[Site]:
    """Run `bluestem serve` until the block ends; the site is ready in it."""
    port = free_port()
    command = [sys.executable, "-m", "bluestem", "serve", "--port", str(port), *words]
    process = subprocess.Popen(  # noqa: S603
        command,
        env=environment(data, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        site = Site(process, port)
        wait_for("/readyz", lambda: process.poll() is not None or site.answers("/readyz"))
        assert process.poll() is None, process.stdout and process.stdout.read()
        yield site
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def wait_for(what: str, condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until a condition holds; fail when it does not come to hold."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def below(pid: int) -> list[int]:
    """Give the processes below one."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in _read(children).split()]
    return found[1:]


def name_of(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/comm")).strip()


def is_alive(pid: int) -> bool:
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return bool(fields) and fields[0] != "Z"


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
