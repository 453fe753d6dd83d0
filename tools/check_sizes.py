#!/usr/bin/env python3
"""Hold every function, class, file and template to its size budget.

    python tools/check_sizes.py            says what is over its budget (exit status 1 if anything is)
    python tools/check_sizes.py --shrink   writes smaller figures into tools/sizes.toml where something shrank

Each thing has a soft and a hard limit, in lines (methods for classes too). Over the hard limit nothing may be. Over the
soft limit only what `tools/sizes.toml` lists with its size; a listed size may shrink, never grow, and an entry that is
no longer needed must go. The limits and where they come from: docs/explanation/rules.md.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RATCHET = "tools/sizes.toml"
# Made by a tool or brought from elsewhere
LEFT_OUT = ("src/bluestem/*/migrations/*", "src/bluestem/ui/static/ui/css/bluestem.css", "*/vendor/*")


@dataclass(frozen=True)
class Budget:
    """How large a kind of thing may be: `soft` needs an entry in the ratchet file, `hard` is never allowed."""

    soft: int
    hard: int


BUDGETS = {
    "file": Budget(300, 500),
    "api": Budget(80, 120),
    "function": Budget(30, 60),
    "view": Budget(20, 40),
    "test": Budget(25, 50),
    "class": Budget(200, 300),
    "methods": Budget(15, 20),
    "template": Budget(80, 150),
    "style or script": Budget(150, 300),
}


@dataclass(frozen=True)
class Thing:
    """Something with a size: where it is (`path` or `path::Name.name`), its kind and its size."""

    name: str
    kind: str
    size: int

    @property
    def key(self) -> str:
        return f"{self.name} methods" if self.kind == "methods" else self.name


def main(arguments: list[str]) -> int:
    things = measure(ROOT)
    listed = read_ratchet(ROOT / RATCHET)
    if "--shrink" in arguments:
        (ROOT / RATCHET).write_text(written(shrunk(things, listed)), encoding="utf-8")
        listed = read_ratchet(ROOT / RATCHET)
    found = problems(things, listed)
    for problem in found:
        print(problem)
    return 1 if found else 0


def problems(things: list[Thing], listed: dict[str, int]) -> list[str]:
    """Say what is over its budget, and which entries of the ratchet file do not hold (any more)."""
    found = [problem for thing in things if (problem := _problem(thing, listed.get(thing.key)))]
    left = {thing.key: thing for thing in things if thing.size > BUDGETS[thing.kind].soft}
    found += [f"{RATCHET}: {key} is within its budget or gone; take the entry out." for key in listed.keys() - left]
    found += [
        f"{RATCHET}: {key} has shrunk to {left[key].size}; run `python tools/check_sizes.py --shrink`."
        for key, size in listed.items()
        if key in left and left[key].size < size
    ]
    return sorted(found)


def _problem(thing: Thing, listed: int | None) -> str | None:
    budget = BUDGETS[thing.kind]
    unit, kind = ("methods", "class") if thing.kind == "methods" else ("lines", thing.kind)
    if thing.size > budget.hard:
        return f"{thing.name}: {thing.size} {unit}; a {kind} has at most {budget.hard}. Split it."
    if thing.size <= budget.soft or (listed is not None and thing.size <= listed):
        return None
    if listed is not None:
        return f"{thing.name}: grew from {listed} to {thing.size} {unit}. It may only shrink."
    return f"{thing.name}: {thing.size} {unit}; the budget of a {kind} is {budget.soft}. Split it."


def shrunk(things: list[Thing], listed: dict[str, int]) -> dict[str, int]:
    """Give the ratchet entries that are still needed, each with the smaller of its two sizes."""
    over = {thing.key: thing.size for thing in things if thing.size > BUDGETS[thing.kind].soft}
    return {key: min(size, over[key]) for key, size in listed.items() if key in over}


def read_ratchet(path: Path) -> dict[str, int]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["over"] if path.exists() else {}


def written(entries: dict[str, int]) -> str:
    head = (
        "# What is over its soft budget, with its size. These figures may only shrink (tools/check_sizes.py).\n[over]\n"
    )
    return head + "".join(f'"{key}" = {size}\n' for key, size in sorted(entries.items()))


def measure(root: Path) -> list[Thing]:
    """Give everything that has a budget, with its size."""
    return [thing for path in _files(root) for thing in _things(path, path.relative_to(root).as_posix())]


def _files(root: Path) -> Iterator[Path]:
    for folder in ("src", "tests", "tools", "benchmarks"):
        for path in sorted((root / folder).rglob("*.*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in (".py", ".html", ".css", ".js") and not any(fnmatch(name, p) for p in LEFT_OUT):
                yield path


def _things(path: Path, name: str) -> Iterator[Thing]:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if path.suffix == ".html":
        yield Thing(name, "template", lines)
    elif path.suffix != ".py":
        yield Thing(name, "style or script", lines)
    else:
        yield Thing(name, "api" if path.name == "api.py" else "file", lines)
        yield from _definitions(ast.parse(text), name)


def _definitions(tree: ast.AST, name: str, owner: str = "") -> Iterator[Thing]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            full = f"{name}::{owner}{node.name}"
            yield Thing(full, "class", _lines(node))
            yield Thing(full, "methods", sum(isinstance(part, ast.FunctionDef) for part in node.body))
            yield from _definitions(node, name, f"{owner}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Thing(f"{name}::{owner}{node.name}", _kind(node, name), _lines(node))
            yield from _definitions(node, name, f"{owner}{node.name}.")
        else:
            yield from _definitions(node, name, owner)


def _kind(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> str:
    if name.startswith("tests/"):
        return "test" if node.name.startswith("test_") else "function"
    names = [argument.arg for argument in node.args.args[:2]]
    return "view" if "/web/" in name and "request" in names and not node.name.startswith("_") else "function"


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
