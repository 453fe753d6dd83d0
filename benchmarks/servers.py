"""Start an installation, or a bare WSGI application, for a benchmark; measure the CPU time and memory it uses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BARE = """
BODY = b"x" * {size}
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "{size}")]
def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
"""


@dataclass
class Server:
    """A running server: its process, and the address it answers at."""

    pid: int
    address: str

    def processes(self) -> list[int]:
        """Give the server's processes: the one started and all below it."""
        found = [self.pid]
        for pid in found:
            found += _children_of(pid)
        return found

    def cpu_seconds(self) -> float:
        return sum(_cpu_seconds(pid) for pid in self.processes())


@contextmanager
def installation(workers: int = 2, **settings: str) -> Iterator[Server]:
    """Run `bluestem serve` for the installation in BLUESTEM_DATA (it must be initialised)."""
    port = free_port()
    environment = {**os.environ, "BLUESTEM_ORIGIN": f"http://127.0.0.1:{port}", **settings}
    environment["BLUESTEM_WEB_WORKERS"] = str(workers)
    with _running([sys.executable, "-m", "bluestem", "serve", "--port", str(port)], environment, port) as server:
        yield server


@contextmanager
def bare_application(folder: Path, size: int, workers: int = 2) -> Iterator[Server]:
    """Run an application that answers everything with the same `size` bytes, on the same server software."""
    (folder / "bare.py").write_text(BARE.format(size=size))
    port = free_port()
    words = ["--interface", "wsgi", "--http", "1", "--no-ws", "--workers", str(workers), "--port", str(port)]
    # One thread is what a bare application is fastest with.
    words += ["--blocking-threads", "1", "--no-log", "bare:application"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    with _running([sys.executable, "-m", "granian", *words], environment, port) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        server = Server(started.pid, f"http://127.0.0.1:{port}")
        _wait_until(f"{server.address}/", started)
        yield server
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until(address: str, process: subprocess.Popen, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"Nothing answers at {address}.")
        time.sleep(0.05)


def _children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
