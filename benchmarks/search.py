"""The search engine by itself, with a small and a large index in one run.

    python -m benchmarks.search --records 300000

Targets: rebuild of 300,000 records under 60 s; every search with six exact facets 1 to 5 ms; the whole list with its
facets at most 5 ms or from memory. The last column says how much more CPU a search takes with the large index; CPU
also tells more than the clock when a machine is busy with other things.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.world import FACETS, KINDS, World
from bluestem.catalogue.records import Document
from bluestem.catalogue.search.highlight import Marker
from bluestem.catalogue.search.port import Changes, Order, SearchQuery, Shape
from bluestem.catalogue.search.tantivy_engine import TantivyEngine
from bluestem.kit.generation import Generation

SHAPE = Shape(kinds=KINDS, facets=tuple(FACETS), numbers=("published",))
SMALL = 1_000
NEWEST = Order(field="published")

Row = tuple[int, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    world = World()
    rows = world.rows(options.records)
    with tempfile.TemporaryDirectory() as folder:
        small = _built(Path(folder, "small"), world, rows[:SMALL])
        large = _built(Path(folder, "large"), world, rows)
        _compare(world, small, large, options.rounds)
        _update(large, options.rounds)
        _whole(large, world)
        _highlight(large, rows, world)
        small.close()
        large.close()


def _built(folder: Path, world: World, rows: list[Row]) -> TantivyEngine:
    folder.mkdir()
    engine = TantivyEngine(folder / "search", SHAPE, Generation(folder / "generation"))
    before, began = os.times(), time.perf_counter()
    engine.rebuild(world.documents(rows), total=len(rows))
    took, after = time.perf_counter() - began, os.times()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    cpu = after.user + after.system - before.user - before.system
    print(f"rebuild of {len(rows):,} records: {took:.1f} s ({cpu:.1f} s of CPU), {size:.0f} MB on disk")
    return engine


def _queries(world: World) -> dict[str, Callable[[int], SearchQuery]]:
    """Give a query for each round; none repeats, so nothing comes from memory unless it says so."""
    english = world.vocabulary["en"]
    common, rare = english[:60], english[3_000:6_000]
    misspelt = [word[:3] + word[4] + word[3] + word[5:] for word in english[500:3_000] if len(word) > 7]
    return {
        "rare word": lambda n: _query(rare[n * 7 % len(rare)], n),
        "common word": lambda n: _query(common[n % len(common)], n),
        "two words": lambda n: _query(f"{common[n % 60]} {common[n * 7 % 59]}", n),
        "four words": lambda n: _query(" ".join(common[n * step % 53] for step in (1, 3, 5, 7)), n),
        "typing error": lambda n: _query(misspelt[n * 11 % len(misspelt)], n),
        "unfinished word": lambda n: _query(common[n % len(common)][:4], n),
        "common word, 3 filters": lambda n: _query(common[n % 60], n, FILTERS),
        "common word by date": lambda n: _query(common[n % 60], n, sort=NEWEST),
        "whole list, uncounted": lambda n: _query("", n, sort=NEWEST),
        "whole list, from memory": lambda _: _query("", 0, sort=NEWEST),
    }


FILTERS = {"country": ("co0", "co1"), "level": ("le0",), "topic": ("to0", "to1", "to2")}


def _query(text: str, number: int, filters: dict | None = None, sort: Order | None = None) -> SearchQuery:
    # A made-up language without function words tells the rounds apart.
    return SearchQuery(text=text, language=f"x-{number}", filters=filters or {}, sort=sort, facets=(*FACETS, "kind"))


def _compare(world: World, small: TantivyEngine, large: TantivyEngine, rounds: int) -> None:
    heads = f"{'hits':>9} {'p50':>7} {'p95':>7} {'CPU':>7} {f'CPU at {SMALL:,}':>13} {'ratio':>6}"
    print(f"\n{'search with 7 facets, ms':26} {heads}")
    for name, query in _queries(world).items():
        hits = statistics.median(large.search(query(-n - 1)).total for n in range(10))
        times = _timed(lambda n, query=query: large.search(query(n)), rounds)
        few = _timed(lambda n, query=query: small.search(query(n)), rounds)
        print(
            f"{name:26} {hits:9,.0f} {times.p50:7.2f} {times.p95:7.2f} {times.cpu:7.2f} {few.cpu:13.2f}"
            f" {times.cpu / few.cpu:6.1f}"
        )


def _update(engine: TantivyEngine, rounds: int) -> None:
    numbers = count()

    def change(_: int) -> None:
        number = next(numbers)
        word = f"changed{number}"
        engine.write(Changes(documents=[Document(kind=KINDS[0], pk=3, title=word, texts={"en": word})]))
        if engine.search(SearchQuery(text=word)).total != 1:
            raise SystemExit("A change cannot be found.")

    times = _timed(change, min(rounds, 60))
    print(
        f"\none record changed until found: p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms, {times.cpu:.1f} ms of CPU"
    )


def _whole(engine: TantivyEngine, world: World) -> None:
    queries = {"by date": SearchQuery(sort=NEWEST), "by words": SearchQuery(text=world.vocabulary["en"][0])}
    for name, query in queries.items():
        began = time.perf_counter()
        hits = engine.identify(query)
        took = time.perf_counter() - began
        tracemalloc.start()
        engine.identify(query)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"whole hit set {name}: {len(hits):,} in {took * 1000:.0f} ms, at most {peak:.1f} MB of Python objects")


def _highlight(engine: TantivyEngine, rows: list[Row], world: World) -> None:
    result = engine.search(SearchQuery(text=" ".join(world.vocabulary["en"][:2])))
    titles = [title for _, _, title, _ in rows[:2_000]]
    texts = [text for _, _, _, text in rows[:2_000]]
    marker = Marker(result.terms)
    short = _timed(lambda n: marker.mark(titles[n]), 2_000)
    long = _timed(lambda n: marker.excerpt(texts[n]), 2_000)
    print(f"mark a title: p50 {short.p50:.3f} ms; an excerpt of a text: p50 {long.p50:.3f} ms")


@dataclass(frozen=True)
class Times:
    """Milliseconds of one call: on the clock, and of CPU (median)."""

    p50: float
    p95: float
    cpu: float


def _timed(function: Callable[[int], object], rounds: int) -> Times:
    clock, cpu = [], []
    for number in range(rounds):
        began, busy = time.perf_counter(), time.process_time()
        function(number)
        clock.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
    return Times(statistics.median(clock), sorted(clock)[int(rounds * 0.95)], statistics.median(cpu))


if __name__ == "__main__":
    main()
