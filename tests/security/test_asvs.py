"""The table of security requirements is honest as far as a machine can tell: what it names is there."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATUSES = {"met", "partly", "open", "not applicable"}
NAMED = re.compile(r"(?:tests|src|docs)/[\w/.-]+(?:::\w+)?|(?:SECURITY\.md|pyproject\.toml|uv\.lock)")


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs/reference/asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def missing(named: str) -> bool:
    """Whether a file, or a test in it, is not there."""
    name, _separator, function = named.rstrip(".").partition("::")
    path = ROOT / name
    return not path.exists() or bool(function and function not in functions(path))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["requirement"])
def test_a_requirement_names_what_is_there(row):
    named = NAMED.findall(row["shown by"])

    assert row["status"] in STATUSES
    assert [name for name in named if missing(name)] == []
    assert row["shown by"] or row["status"] == "open"


def test_requirements_stand_once_and_in_order():
    numbers = [row["requirement"] for row in rows()]

    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert max(Counter(numbers).values()) == 1


def test_what_is_met_is_shown_by_a_test_or_file_where_there_is_one():
    """Most of what is met is shown by a test; the rest says in words what shows it."""
    met = [row for row in rows() if row["status"] == "met"]

    assert sum("tests/" in row["shown by"] for row in met) > 0.8 * len(met)


@pytest.mark.parametrize("named", ["tests/nowhere.py", "tests/security/test_asvs.py::test_nothing"])
def test_what_is_not_there_would_be_noticed(named):
    assert missing(named)
