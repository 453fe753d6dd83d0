"""The size budget: what is counted, what is refused, and that the ratchet turns one way only."""

from __future__ import annotations

from pathlib import Path

import check_sizes
import pytest
from check_sizes import Thing, measure, problems, shrunk

KEY = "src/bluestem/a.py::f"


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def lines(count: int) -> str:
    return "    x = 1\n" * count


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("src/bluestem/r/services.py", f"def f():\n{lines(9)}", ("function", 10)),
        ("src/bluestem/r/web/views.py", f"def page(request):\n{lines(4)}", ("view", 5)),
        ("src/bluestem/r/web/views.py", f"def _found(request):\n{lines(4)}", ("function", 5)),
        ("tests/r/test_services.py", f"def test_it():\n{lines(2)}", ("test", 3)),
        ("tests/r/test_services.py", f"def made():\n{lines(2)}", ("function", 3)),
        ("src/bluestem/r/api.py", "x = 1\n" * 7, ("api", 7)),
        ("src/bluestem/r/queries.py", "x = 1\n" * 8, ("file", 8)),
        ("src/bluestem/r/jinja2/r/page.html", "<p>\n" * 6, ("template", 6)),
        ("src/bluestem/ui/static/ui/css/base.css", "a{}\n" * 5, ("style or script", 5)),
    ],
)
def test_each_kind_is_measured(tmp_path, name, text, expected):
    write(tmp_path, name, text)

    assert expected in {(thing.kind, thing.size) for thing in measure(tmp_path)}


def test_methods_and_inner_functions_are_measured_by_their_full_name(tmp_path):
    write(tmp_path, "src/bluestem/a.py", "class A:\n    def f(self):\n        def g():\n            pass\n")

    found = {thing.key: thing.size for thing in measure(tmp_path)}

    assert found["src/bluestem/a.py::A"] == 4
    assert found["src/bluestem/a.py::A methods"] == 1
    assert found["src/bluestem/a.py::A.f"] == 3
    assert found["src/bluestem/a.py::A.f.g"] == 2


@pytest.mark.parametrize(
    "name",
    ["src/bluestem/r/migrations/0001_initial.py", "src/bluestem/ui/static/ui/vendor/htmx.min.js", "docs/conf.py"],
)
def test_what_others_wrote_is_left_out(tmp_path, name):
    write(tmp_path, name, "x = 1\n" * 1000)

    assert measure(tmp_path) == []


@pytest.mark.parametrize(
    ("size", "listed", "said"),
    [
        (30, {}, []),
        (31, {}, [f"{KEY}: 31 lines; the budget of a function is 30. Split it."]),
        (31, {KEY: 31}, []),
        (32, {KEY: 31}, [f"{KEY}: grew from 31 to 32 lines. It may only shrink."]),
        (61, {KEY: 61}, [f"{KEY}: 61 lines; a function has at most 60. Split it."]),
        (
            31,
            {KEY: 40},
            [f"tools/sizes.toml: {KEY} has shrunk to 31; run `python tools/check_sizes.py --shrink`."],
        ),
        (30, {KEY: 31}, [f"tools/sizes.toml: {KEY} is within its budget or gone; take the entry out."]),
    ],
)
def test_what_is_said_of_a_size(size, listed, said):
    assert problems([Thing(KEY, "function", size)], listed) == said


def test_shrinking_never_adds_and_never_grows():
    things = [Thing("a::f", "function", 35), Thing("a::g", "function", 50), Thing("a::h", "function", 40)]

    assert shrunk(things, {"a::f": 45, "a::g": 45, "a::gone": 33}) == {"a::f": 35, "a::g": 45}


def test_the_ratchet_file_reads_as_it_was_written(tmp_path):
    entries = {"a::f": 35, "b::C methods": 17}
    write(tmp_path, "sizes.toml", check_sizes.written(entries))

    assert check_sizes.read_ratchet(tmp_path / "sizes.toml") == entries
