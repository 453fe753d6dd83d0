"""A whole harvest by OAI-PMH with Sickle: complete, nothing twice, and the last page as quick as the first.

    BLUESTEM_DATA=big BLUESTEM_ORIGIN=http://127.0.0.1:8000 bluestem init
    BLUESTEM_DATA=big BLUESTEM_ORIGIN=http://127.0.0.1:8000 bluestem demo load --scale 451
    BLUESTEM_DATA=big python -m benchmarks.oai

Scale 451 is about 100,000 records. The first run waits until the worker has filled the journal, and says how long.
"""

from __future__ import annotations

import argparse
import statistics
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator

from benchmarks.servers import Server, installation

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sickle import Sickle

PAGES_AT_AN_END = 20


def main() -> None:
    options = _options()
    with installation(workers=1) as site:
        waited = wait_until_filled(site)
        print(f"journal filled after {waited:.0f} s")
        for verb, arguments in (("ListIdentifiers", {}), ("ListRecords", {"set": "country.be"}), ("ListRecords", {})):
            report(site, verb, options.prefix, arguments)


def wait_until_filled(site: Server) -> float:
    """Wait for the worker's first look; give the seconds."""
    started = time.monotonic()
    while True:
        try:
            urllib.request.urlopen(f"{site.address}/oai?verb=Identify").close()
            return time.monotonic() - started
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            time.sleep(1)


class TimedSickle(Sickle):
    """Sickle that notes the milliseconds of each request."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.took: list[float] = []

    def harvest(self, **arguments: str) -> object:
        started = time.perf_counter()
        answer = super().harvest(**arguments)
        self.took.append((time.perf_counter() - started) * 1000)
        return answer


def identifiers(sickle: Sickle, verb: str, arguments: dict[str, str]) -> Iterator[str]:
    for record in getattr(sickle, verb)(**arguments):
        yield getattr(record, "header", record).identifier


def report(site: Server, verb: str, prefix: str, arguments: dict[str, str]) -> None:
    """Harvest once and print what came, and what the first and the last pages cost."""
    sickle = TimedSickle(f"{site.address}/oai")
    before, started = site.cpu_seconds(), time.monotonic()
    found = list(identifiers(sickle, verb, {"metadataPrefix": prefix, **arguments}))
    seconds, cpu = time.monotonic() - started, site.cpu_seconds() - before
    first, last = sickle.took[:PAGES_AT_AN_END], sickle.took[-PAGES_AT_AN_END - 1 : -1]
    print(
        f"{verb} {arguments or ''}: {len(found)} records, {len(found) - len(set(found))} twice,"
        f" {len(sickle.took)} pages in {seconds:.0f} s ({cpu:.0f} s CPU of the server);"
        f" first pages {statistics.median(first):.1f} ms, last {statistics.median(last or first):.1f} ms"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prefix", default="oai_dc", help="oai_dc or datacite (default: oai_dc)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
