"""Load on a server: wrk where it is installed, otherwise a slower generator of our own (then trust the CPU figures)."""

from __future__ import annotations

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.servers import Server

_PAUSE = 0.2


@dataclass
class Round:
    """What one round of load gave: requests a second and CPU milliseconds a request."""

    per_second: float
    cpu_ms: float


def one_round(server: Server, path: str, *, seconds: float, connections: int, headers: dict[str, str]) -> Round:
    """Ask for one path as fast as it comes, over keep-alive connections."""
    time.sleep(_PAUSE)
    before = server.cpu_seconds()
    load = _wrk if shutil.which("wrk") else _own
    count, took = load(f"{server.address}{path}", seconds, connections, headers)
    return Round(count / took, (server.cpu_seconds() - before) * 1000 / count)


def _wrk(address: str, seconds: float, connections: int, headers: dict[str, str]) -> tuple[int, float]:
    words = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", *words, address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(f"Requests failed:\n{text}")
    count = re.search(r"(\d+) requests in ([\d.]+)s", text)
    return int(count[1]), float(count[2])


def _own(address: str, seconds: float, connections: int, headers: dict[str, str]) -> tuple[int, float]:
    parts = urlsplit(address)
    counts = [0] * connections
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(parts.hostname, parts.port)
        while time.monotonic() < end:
            connection.request("GET", parts._replace(scheme="", netloc="").geturl(), headers=headers)
            connection.getresponse().read()
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(connections)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), time.monotonic() - started
