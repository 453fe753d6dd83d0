"""A finished page against a constant answer of the same size, and the same page computed anew.

    BLUESTEM_DATA=var/demo python -m benchmarks.pages --path /countries/be/

Both applications run at once on the same server software with the same number of workers; the rounds alternate, and
their order is reversed every second time. Targets: ratio of requests a second at least 0.9; computed at one
connection at most 6 ms of CPU and 12 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.load import Round, one_round
from benchmarks.servers import Server, bare_application, installation

CODINGS = {"unpacked": {}, "brotli": {"Accept-Encoding": "gzip, deflate, br, zstd"}}


def main() -> None:
    options = _options()
    with installation(workers=options.workers) as site:
        for name, headers in CODINGS.items():
            _compare(site, options, name, headers)
        _compute(site, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", default="/countries/be/")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--computed", type=int, default=300, help="requests for the computed page")
    return parser.parse_args()


def _compare(site: Server, options: argparse.Namespace, name: str, headers: dict[str, str]) -> None:
    request = urllib.request.Request(f"{site.address}{options.path}", headers=headers)
    with urllib.request.urlopen(request) as answer:
        size = len(answer.read())
        if "public" not in (answer.headers["Cache-Control"] or ""):
            raise SystemExit(f"{options.path} is not a public page.")
    with tempfile.TemporaryDirectory() as folder, bare_application(Path(folder), size, options.workers) as bare:
        rounds: dict[str, list[Round]] = {"page": [], "constant": []}
        for number in range(options.rounds):
            both = [("page", site, options.path), ("constant", bare, "/")]
            for who, server, path in both if number % 2 == 0 else reversed(both):
                done = one_round(
                    server, path, seconds=options.seconds, connections=options.connections, headers=headers
                )
                rounds[who].append(done)
    ratio = statistics.median(p.per_second / c.per_second for p, c in zip(*rounds.values(), strict=True))
    print(f"{options.path} {name}, {size:,} bytes, {options.workers} workers, {options.connections} connections")
    for who, done in rounds.items():
        speed, cpu = statistics.median(r.per_second for r in done), statistics.median(r.cpu_ms for r in done)
        print(f"  {who:9} {speed:9,.0f} requests/s   {cpu:.4f} ms of CPU a request")
    print(f"  ratio {ratio:.2f} (target 0.9)")


def _compute(site: Server, options: argparse.Namespace) -> None:
    parts = urlsplit(site.address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    joint = "&" if "?" in options.path else "?"
    took, before = [], 0.0
    for number in range(options.computed + 20):
        if number == 20:  # the first ones load templates and fill caches
            took.clear()
            before = site.cpu_seconds()
        started = time.perf_counter()
        # Every address is another one, so each is computed.
        connection.request("GET", f"{options.path}{joint}bench={number}", headers=CODINGS["brotli"])
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{options.path} answered {answer.status}.")
    cpu = (site.cpu_seconds() - before) * 1000 / len(took)
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[18]
    print(f"{options.path} computed anew, one connection")
    print(f"  {cpu:.2f} ms of CPU (target 6), median {p50:.2f} ms, 95th percentile {p95:.2f} ms (target 12)")


if __name__ == "__main__":
    main()
