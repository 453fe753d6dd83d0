"""Lists, search and exports over a large world, computed anew for each request.

    BLUESTEM_DATA=big BLUESTEM_ORIGIN=http://127.0.0.1:8000 bluestem init
    BLUESTEM_DATA=big BLUESTEM_ORIGIN=http://127.0.0.1:8000 bluestem demo load --scale 1352
    BLUESTEM_DATA=big python -m benchmarks.lists --small SMALL

SMALL is another data folder with a small world (`--scale 5`: about 1,000 records), to compare the costs.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import io
import os
import statistics
import time
import urllib.request
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.servers import Server, installation

COUNTRIES = ("be", "fr", "de", "gr", "it", "pl", "nl", "se", "pt", "ie", "es", "fi")
TOPICS = ("careers", "science", "mathematics", "inclusion", "climate", "engineering")
WORDS = (
    "teachers",
    "girls workshop",
    "educaton",
    "climate",
    "robotics",
    "mentors school",
    '"career guidance"',
    "maths",
)
KINDS = {
    "browse all programmes": [f"/programmes/?page={page}" for page in range(1, 13)],
    "one filter": [f"/programmes/?country={code}" for code in COUNTRIES],
    "two filters": [f"/programmes/?country={c}&topic={t}" for c, t in zip(COUNTRIES, cycle(TOPICS), strict=False)],
    "search everything": [f"/search/?q={urllib.request.quote(word)}" for word in WORDS],
    "search with filters": [f"/search/?q=teachers&country={code}" for code in COUNTRIES],
    "country page": [f"/countries/{code}/" for code in COUNTRIES],
    "programme sheet": ["/programmes/together-4-stem/", "/programmes/ent3r/"],
}


@dataclass
class Cost:
    """What a kind of page costs: CPU milliseconds, and milliseconds until the answer is there."""

    cpu: float
    p50: float
    p95: float


def main() -> None:
    options = _options()
    with installation(workers=1) as large:
        costs = {name: measure(large, paths, options.requests) for name, paths in KINDS.items()}
        exported = export(large)
    small_costs = {}
    if options.small:
        with installation(workers=1, BLUESTEM_DATA=str(options.small)) as small:
            small_costs = {name: measure(small, paths, options.requests) for name, paths in KINDS.items()}
    print(f"{'one worker, one connection, not kept':36} {'CPU ms':>8} {'p50 ms':>8} {'p95 ms':>8} {'x small':>8}")
    for name, cost in costs.items():
        ratio = f"{cost.cpu / small_costs[name].cpu:8.2f}" if small_costs else ""
        print(f"{name:36} {cost.cpu:8.2f} {cost.p50:8.2f} {cost.p95:8.2f} {ratio}")
    print(exported)


def measure(site: Server, paths: list[str], requests: int) -> Cost:
    """Ask for the paths in turn, each time under an address that nobody asked for before."""
    parts = urlsplit(site.address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    took: list[float] = []
    before = 0.0
    warm = 2 * len(paths)
    for number, path in enumerate(islice(cycle(paths), requests + warm)):
        if number == warm:
            took.clear()
            before = site.cpu_seconds()
        started = time.perf_counter()
        connection.request("GET", f"{path}{'&' if '?' in path else '?'}bench={time.time_ns()}")
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
    cpu = (site.cpu_seconds() - before) * 1000 / len(took)
    return Cost(cpu, statistics.median(took), statistics.quantiles(took, n=20)[18])


def export(site: Server) -> str:
    """Take every programme away as CSV and watch how the server's memory grows."""
    before = memory(site)
    peak, size, started = before, 0, time.perf_counter()
    text = io.StringIO()
    with urllib.request.urlopen(f"{site.address}/programmes/export.csv") as answer:
        while piece := answer.read(1 << 20):
            size += len(piece)
            text.write(piece.decode(errors="replace"))
            peak = max(peak, memory(site))
    rows = sum(1 for _row in csv.reader(io.StringIO(text.getvalue()))) - 1
    return (
        f"CSV of {rows:,} rows, {size / 1e6:.0f} MB, {time.perf_counter() - started:.1f} s: "
        f"memory grew by {peak - before:.1f} MB (target below 50)"
    )


def memory(site: Server) -> float:
    """Give the resident memory of the server's processes in MB."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in site.processes())
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=Path, help="data folder of a small world")
    parser.add_argument("--requests", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    main()
