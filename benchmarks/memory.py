"""Memory of a whole installation: two web processes, the worker, and those that keep them alive.

    BLUESTEM_DATA=var python -m benchmarks.memory

What is counted is each process's proportional share (PSS): memory that several processes share is counted once.
Target: under 300 MB after all kinds of pages were read.
"""

from __future__ import annotations

import argparse
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.load import one_round
from benchmarks.servers import Server, installation

PATHS = (
    "/",
    "/countries/",
    "/countries/be/",
    "/programmes/",
    "/programmes/?country=be",
    "/programmes/feed.rss",
    "/programmes/export.csv",
    "/publications/",
    "/organisations/",
    "/search/?q=educaton",
    "/fr/",
    "/de/programmes/",
    "/nl/search/?q=leerkrachten",
    "/account/sign-in/",
    "/admin/",
    "/no-such-page/",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is read")
    options = parser.parse_args()
    with installation() as site:
        time.sleep(3)  # the worker has looked around
        report(site, "just started")
        read(site, options.rounds)
        if shutil.which("wrk"):
            one_round(site, "/countries/be/", seconds=5, connections=50, headers={})
        report(site, "after reading")


def read(site: Server, rounds: int) -> None:
    for number in range(rounds):
        for path in PATHS:
            joint = "&" if "?" in path else "?"
            try:
                urllib.request.urlopen(f"{site.address}{path}{joint}bench={number}", timeout=30).read()
            except urllib.error.HTTPError as error:
                if error.code >= 500:
                    raise


def report(site: Server, when: str) -> None:
    """Print the share of each process and the sum."""
    shares = [(name_of(pid), share_of(pid)) for pid in site.processes()]
    print(f"{when}:")
    for name, share in shares:
        print(f"  {name:16} {share:6.1f} MB")
    print(f"  {'together':16} {sum(share for _name, share in shares):6.1f} MB (target under 300)")


def name_of(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def share_of(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
