"""The house as its own rules see it: the order of rooms, their sources and their templates."""

from __future__ import annotations

import ast
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/bluestem"


@dataclass(frozen=True)
class House:
    """The order of rooms as `.importlinter` gives it, highest first; rooms of one layer do not know each other."""

    layers: tuple[tuple[str, ...], ...]

    @property
    def rooms(self) -> list[str]:
        return [room for layer in self.layers for room in layer]

    def may_use(self, room: str, other: str) -> bool:
        """Whether a room may know another: itself, or one of a lower layer."""
        return room == other or self._height(room) > self._height(other)

    def _height(self, room: str) -> int:
        return -next(k for k, layer in enumerate(self.layers) if room in layer)


@dataclass(frozen=True)
class Source:
    """A Python module of a room."""

    room: str
    name: str
    text: str
    tree: ast.Module


@dataclass(frozen=True)
class Template:
    """A Jinja template of a room; `name` is what other templates call it."""

    room: str
    name: str
    text: str
    tree: nodes.Template


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def house() -> House:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:order"]["layers"].split("\n")
    return House(tuple(tuple(room.strip() for room in line.split("|")) for line in lines if line.strip()))


@pytest.fixture(scope="session")
def sources() -> list[Source]:
    """Every Python module of the rooms, without migrations."""
    found = []
    for path in sorted(PACKAGE.glob("*/**/*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if "/migrations/" not in name:
            text = path.read_text(encoding="utf-8")
            found.append(Source(name.split("/")[0], name, text, ast.parse(text)))
    return found


@pytest.fixture(scope="session")
def jinja() -> Environment:
    return engines["jinja2"].env


@pytest.fixture(scope="session")
def templates(jinja: Environment) -> list[Template]:
    """Every Jinja template of the rooms."""
    found = []
    for path in sorted(PACKAGE.glob("*/jinja2/**/*.html")):
        room, _jinja2, *parts = path.relative_to(PACKAGE).parts
        text = path.read_text(encoding="utf-8")
        found.append(Template(room, "/".join(parts), text, jinja.parse(text)))
    return found
