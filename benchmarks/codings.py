"""How small a page gets and what that costs, for the qualities of brotli and gzip: the reason for those we use.

BLUESTEM_DATA=var python -m benchmarks.codings --path /countries/be/
"""

from __future__ import annotations

import argparse
import time
import urllib.request
import zlib
from collections.abc import Callable

import brotli

from benchmarks.servers import installation
from bluestem.config.front.coding import BROTLI_QUALITY, GZIP_LEVEL

TRIES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", default="/countries/be/")
    path = parser.parse_args().path
    with installation(workers=1) as site, urllib.request.urlopen(f"{site.address}{path}") as answer:
        page = answer.read()
    print(f"{path}, {len(page):,} bytes")
    for level in (1, 4, 5, 6, 9):
        report("gzip", level, GZIP_LEVEL, lambda level=level: zlib.compress(page, level, 31))
    for quality in range(1, 10):
        report("br", quality, BROTLI_QUALITY, lambda quality=quality: brotli.compress(page, quality=quality))


def report(coding: str, quality: int, ours: int, pack: Callable[[], bytes]) -> None:
    """Print the size and the shortest of some tries."""
    took = []
    for _ in range(TRIES):
        started = time.process_time()
        packed = pack()
        took.append(time.process_time() - started)
    mark = "  <- used" if quality == ours else ""
    print(f"  {coding:4} {quality}  {len(packed):7,} bytes  {min(took) * 1000:6.2f} ms{mark}")


if __name__ == "__main__":
    main()
