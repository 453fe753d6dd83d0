"""Every benchmark in turn: `python -m benchmarks`; or some of them: `python -m benchmarks pages memory`.

Makes the worlds they need in var/bench, once: the sample network, and worlds of about 1,000, 100,000 and 300,000
records. The large ones take some minutes and some gigabytes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ.get("BLUESTEM_BENCH", "var/bench")).resolve()
SCALES = {"sample": 1, "import": 1, "small": 5, "middle": 451, "large": 1352}
RUNS: dict[str, tuple[str, list[str]]] = {
    "pages": ("sample", ["--path", "/countries/be/"]),
    "sheet": ("sample", ["--path", "/programmes/together-4-stem/"]),
    "memory": ("sample", []),
    "durability": ("sample", []),
    "alerts": ("sample", []),
    "codings": ("sample", []),
    "search": ("sample", ["--records", "300000"]),
    "oai": ("middle", []),
    "importing": ("import", ["--rows", "2000"]),
    "lists": ("large", ["--small", str(FOLDER / "small")]),
}
MODULES = {"sheet": "pages"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RUNS)} (default: all)")
    chosen = parser.parse_args().names or list(RUNS)
    if unknown := set(chosen) - set(RUNS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    failed = [name for name in chosen if not run(name)]
    if failed:
        raise SystemExit(f"These did not run to their end: {', '.join(failed)}.")


def run(name: str) -> bool:
    """Run one benchmark in a process of its own; give whether it came to its end."""
    world, words = RUNS[name]
    for needed in {world, "small"} if name == "lists" else {world}:
        prepare(needed)
    print(f"\n== {name}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{MODULES.get(name, name)}", *words]
    return subprocess.run(command, env=environment(world), check=False).returncode == 0


def prepare(world: str) -> None:
    """Make a world's installation, or bring it up to date."""
    loaded = FOLDER / world / f".loaded-{SCALES[world]}"
    started = time.monotonic()
    bluestem("init", world=world)
    if not loaded.exists():
        print(f"loading the {world} world, once", flush=True)
        bluestem("demo", "load", "--scale", str(SCALES[world]), world=world)
        loaded.touch()
    print(f"the {world} world is ready after {time.monotonic() - started:.0f} s", flush=True)


def bluestem(*words: str, world: str) -> None:
    command = [sys.executable, "-m", "bluestem", *words]
    subprocess.run(command, env=environment(world), check=True, stdout=subprocess.DEVNULL)


def environment(world: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BLUESTEM_", "PORT", "DJANGO_"))}
    return {**kept, "BLUESTEM_DATA": str(FOLDER / world), "BLUESTEM_ORIGIN": "http://127.0.0.1", "BLUESTEM_DEMO": "yes"}


if __name__ == "__main__":
    main()
