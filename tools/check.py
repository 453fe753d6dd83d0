#!/usr/bin/env python3
"""Everything that can be checked without running the tests: one line for each check, and what to do about a failure.

    python tools/check.py                  runs all checks (`make check` does this)
    python tools/check.py types contracts  runs only these
    python tools/check.py --list           names them

Exit status 1 if any check failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
HERE = Path(PYTHON).parent
DJANGO = [PYTHON, "-W", "error::DeprecationWarning:bluestem", "-m", "django"]


@dataclass(frozen=True)
class Check:
    """One check: its name, the command that runs it, and what to do when it fails."""

    name: str
    command: list[str | Path]
    advice: str


@dataclass(frozen=True)
class Outcome:
    """What came of a check."""

    check: Check
    passed: bool
    seconds: float
    said: str


CHECKS = [
    Check("style", [HERE / "ruff", "check", "."], "`ruff check --fix .` mends what can be mended by itself."),
    Check("format", [HERE / "ruff", "format", "--check", "."], "Run `ruff format .`."),
    Check("types", [HERE / "mypy"], "Where rules live, every function is typed: services, queries, rules, api, kit."),
    Check("contracts", [HERE / "lint-imports"], "docs/explanation/rooms.md says what a room may import, and how else."),
    Check("sizes", [PYTHON, "tools/check_sizes.py"], "Split it; tools/sizes.toml may only shrink."),
    Check("styles", [PYTHON, "tools/bundle_css.py", "--check"], "Run `python tools/bundle_css.py`."),
    Check("texts", [PYTHON, "tools/messages.py", "check", "--strict"], "docs/how-to/add-a-language.md says how."),
    Check("reference", [PYTHON, "tools/docs_reference.py", "--check"], "Run `python tools/docs_reference.py`."),
    Check("migrations", [*DJANGO, "makemigrations", "--check", "--dry-run"], "Run `bluestem manage makemigrations`."),
    Check("system", [*DJANGO, "check", "--fail-level", "WARNING"], "Django names what is set up wrongly."),
]


def main(arguments: list[str]) -> int:
    if "--list" in arguments:
        print("\n".join(check.name for check in CHECKS))
        return 0
    unknown = set(arguments) - {check.name for check in CHECKS}
    if unknown:
        print(f"There is no check named {', '.join(sorted(unknown))}; `--list` names them.")
        return 2
    chosen = [check for check in CHECKS if not arguments or check.name in arguments]
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, chosen))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    print(f"\n{len(failed)} of {len(chosen)} checks failed." if failed else f"\nAll {len(chosen)} checks passed.")
    return 1 if failed else 0


def run(check: Check) -> Outcome:
    """Run one check and say what came of it."""
    started = monotonic()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bluestem.config.settings.test", "NO_COLOR": "1"}
    done = subprocess.run(check.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    outcome = Outcome(check, done.returncode == 0, monotonic() - started, f"{done.stdout}{done.stderr}".strip())
    print(report(outcome), flush=True)
    return outcome


def report(outcome: Outcome) -> str:
    """Give one line for a check that passed; what it said and what to do for one that failed."""
    line = f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.check.name:<12} {outcome.seconds:5.1f} s"
    return line if outcome.passed else f"{line}\n{outcome.said}\n  -> {outcome.check.advice}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
