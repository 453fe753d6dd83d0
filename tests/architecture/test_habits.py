"""Habits of the house that imports do not show."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator

import pytest

NAMES_OF_ATTICS = {"utils", "util", "helpers", "helper", "misc", "common", "shared", "base"}
# A settings module that the others extend is called what Django's people call it.
ALLOWED = {"config/settings/base.py"}


def test_no_module_is_an_attic(sources):
    names = [s.name for s in sources if NAMES_OF_ATTICS & set(s.name.removesuffix(".py").split("/"))]

    assert [name for name in names if name not in ALLOWED] == [], "name a module by what it does"


def test_no_room_listens_to_signals(sources):
    """Whoever must hear of a change is called by the service that makes it, where everybody can read it."""
    signals = re.compile(r"django\.db\.models\.signals|\b(pre|post)_(save|delete|init|migrate)\b|@receiver\b")

    assert [s.name for s in sources if signals.search(s.text)] == []


def test_models_are_found_by_import_not_by_name(sources):
    """`get_model` would hide from the contracts that one room knows another."""
    assert [s.name for s in sources if "get_model(" in s.text] == []


def test_saving_a_model_has_no_side_effects(sources):
    found = [
        f"{source.name}: {node.name}.{part.name}"
        for source in sources
        if "models" in source.name
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name in ("save", "delete")
    ]

    assert found == []


def test_no_room_names_what_belongs_to_a_higher_room(house, sources):
    """Not even in a text such as `library.downloaded` or `portal:home`: it would break when that room is left out."""
    beyond = [
        f"{source.name}: {text!r}"
        for source in sources
        if source.room in house.rooms
        for text in texts(source.tree)
        for room in owners(text, house.rooms)
        if not house.may_use(source.room, room)
    ]

    assert beyond == []


def test_the_portal_names_no_activity_room(settings, sources, templates):
    """Activity rooms may be left out, so the portal shows what is contributed, and nothing by name."""
    rooms = {name.removeprefix("bluestem.") for name in settings.ACTIVITY_ROOMS}
    imported = re.compile(rf"bluestem\.({'|'.join(rooms)})\b")
    named = [f"{s.name}: {t!r}" for s in sources if s.room == "portal" for t in texts(s.tree) if owners(t, rooms)]
    named += [s.name for s in sources if s.room == "portal" and imported.search(s.text)]
    named += [t.name for t in templates if t.room == "portal" and re.search(rf"\b({'|'.join(rooms)})[:/]", t.text)]

    assert named == []


def test_every_name_behind_a_door_says_what_it_is(house):
    silent = []
    for room in house.rooms:
        try:
            api = importlib.import_module(f"bluestem.{room}.api")
        except ModuleNotFoundError:
            continue
        silent += [f"{room}.api.{name}" for name in api.__all__ if needs_words(getattr(api, name))]

    assert silent == [], "give these a docstring: what they take, give and raise"


def test_doors_hold_names_and_nothing_else(sources):
    """No logic in `api.py`: imports, their docstring and `__all__` in order, each name explicit."""
    for source in sources:
        if source.name.endswith("/api.py"):
            *imports, exported = source.tree.body[1:]
            names = [alias.asname or alias.name for node in imports for alias in node.names]
            assert ast.get_docstring(source.tree), source.name
            assert all(isinstance(node, ast.ImportFrom) for node in imports), source.name
            assert isinstance(exported, ast.Assign), source.name
            assert sorted(ast.literal_eval(exported.value)) == sorted(names), source.name


def test_every_room_says_what_it_is_for(sources):
    entrances = {s.room: s for s in sources if s.name == f"{s.room}/__init__.py"}

    assert [room for room, source in entrances.items() if not ast.get_docstring(source.tree)] == []


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts of a module without its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    words = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words:
            yield node.value


def owners(text: str, rooms: list[str] | set[str]) -> list[str]:
    """The room that a text such as `room.word`, `room:word` or `room/page.html` names, if it does."""
    found = re.fullmatch(r"(?:bluestem\.)?([a-z]+)(?:[.:][a-z_.]+|/[a-z_/]+\.html)", text)
    return [found[1]] if found and found[1] in rooms else []


def needs_words(thing: object) -> bool:
    """Whether a function or class says nothing of its own. Enumerations and constants speak for themselves."""
    if hasattr(thing, "choices") or not (inspect.isclass(thing) or inspect.isroutine(thing)):
        return False
    made_by_python = inspect.isbuiltin(thing) or (thing.__doc__ or "").startswith(f"{thing.__name__}(")
    return made_by_python or not thing.__doc__


@pytest.mark.parametrize(
    ("text", "owner"),
    [("library.downloaded", ["library"]), ("library/row.html", ["library"]), ("a library. Or two", [])],
)
def test_what_counts_as_naming_a_room(text, owner):
    assert owners(text, {"library"}) == owner
