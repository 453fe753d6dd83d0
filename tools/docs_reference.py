#!/usr/bin/env python3
"""Write the pages of docs/reference that follow from the code.

    python tools/docs_reference.py            writes them
    python tools/docs_reference.py --check    says which are out of date (exit status 1 if any is)

Settings come from bluestem.config.env, commands from the parsers, rooms from `.importlinter` and their docstrings,
record types and verbs from what rooms register. So a page cannot say what the code does not do.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import os
import sys
from collections.abc import Callable, Iterable
from configparser import ConfigParser
from dataclasses import fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/reference"
NOTICE = "<!-- Made by tools/docs_reference.py; change the code instead. -->\n"


def main(arguments: list[str]) -> int:
    start_django()
    made = {FOLDER / name: NOTICE + page() for name, page in PAGES.items()}
    if "--check" not in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date; run `python tools/docs_reference.py`.")
    return 1 if stale else 0


def start_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bluestem.config.settings.test"
    import django

    django.setup()


def settings_page() -> str:
    from bluestem.config.env import Environment

    rows = [
        (f"`{f.metadata['name']}`", f"`{f.metadata['default']}`" if f.metadata["default"] else "", f.metadata["help"])
        for f in fields(Environment)
    ]
    return f"""# Settings

An installation is set up by environment variables, read in one place (`bluestem.config.env`). `bluestem doctor` says
what is wrong with them, and `bluestem serve` refuses to start when they are not safe.

{table(("Variable", "Default", "Meaning"), rows)}
Beside these, `PORT` gives the port of `bluestem serve` (8000 without it).
"""


def commands_page() -> str:
    from django.core.management import get_commands, load_command_class

    from bluestem.cli.main import build_parser

    own = build_parser()[1]
    rooms = {name: app for name, app in get_commands().items() if app.startswith("bluestem.")}
    parts = [command(name, parser) for name, parser in own.items()]
    for name, app in sorted(rooms.items()):
        parser = load_command_class(app, name).create_parser("bluestem", name)
        parts.append(command(name.replace("_", " "), parser, left_out=django_options()))
    return f"""# Commands

`bluestem COMMAND --help` says the same in a terminal. Every command ends with exit status 0 when it is done; otherwise
it says in one sentence what is wrong. Commands of two words come from rooms; the others are the installation's own.

{"".join(parts)}"""


def command(name: str, parser: argparse.ArgumentParser, left_out: Iterable[str] = ()) -> str:
    """Give the section of one command: what it does, how it is called, what its options mean."""
    options = [a for a in parser._actions if a.dest not in {"help", *left_out}]
    rows = [(f"`{_called(action)}`", _meaning(action)) for action in options]
    words = " ".join(["bluestem", name, *(a.dest.upper() if a.required else f"[{_called(a)}]" for a in options)])
    listed = f"\n{table(('Option', 'Meaning'), rows)}" if rows else ""
    return f"## `{name}`\n\n{sentence(parser.description or '')}\n\n```text\n{words}\n```\n{listed}\n"


def _called(action: argparse.Action) -> str:
    if not action.option_strings:
        return action.dest.upper()
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{action.option_strings[-1]}{value}"


def _meaning(action: argparse.Action) -> str:
    words = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    return sentence(words)


def django_options() -> set[str]:
    """The options that every command of Django has."""
    from django.core.management.base import BaseCommand

    return {action.dest for action in BaseCommand().create_parser("bluestem", "any")._actions}


def rooms_page() -> str:
    rows, doors = [], []
    for layer in layers():
        for room in layer:
            said = inspect.getdoc(importlib.import_module(f"bluestem.{room}")) or ""
            rows.append((f"`{room}`", " ".join(said.split())))
            doors += door(room)
    return f"""# Rooms

From the top down. A room imports only rooms below it, and only their `api`; rooms of one line in `.importlinter` do not
know each other. Why: [the rooms of the house](../explanation/rooms.md).

{table(("Room", "What it is for"), rows)}
## Doors

What each room lets others use: the names of its `api`. Rooms that are not named here are used by none; of `kit`, every
module may be used.

{"".join(doors)}"""


def layers() -> list[list[str]]:
    """Give the rooms from the top down, those of one layer together."""
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    lines = parser["importlinter:contract:order"]["layers"].strip().splitlines()
    return [[room.strip() for room in line.split("|")] for line in lines]


def door(room: str) -> list[str]:
    if not (ROOT / "src/bluestem" / room / "api.py").exists():
        return []
    api = importlib.import_module(f"bluestem.{room}.api")
    rows = [(f"`{name}`", said(getattr(api, name))) for name in sorted(api.__all__, key=str.lower)]
    return [f"### `bluestem.{room}.api`\n\n{table(('Name', 'What it is'), rows)}\n"]


def said(thing: Any) -> str:
    """Give the first sentence that a name says about itself."""
    if hasattr(thing, "choices"):
        return f"One of {', '.join(f'`{value}`' for value in thing.values)}."
    if not (inspect.isclass(thing) or inspect.isroutine(thing)):
        return f"`{type(thing).__name__}`."
    own = inspect.cleandoc(thing.__doc__ or "")
    is_signature = own.startswith(f"{thing.__name__}(")
    return "" if is_signature else sentence(" ".join(own.split("\n\n")[0].split()))


def records_page() -> str:
    from bluestem.catalogue.api import registry

    return f"""# Record types

What the installed rooms have declared. Every type has a list, feeds, files and its place in the search; how that comes
about is told in [catalogue and search](../explanation/catalogue.md), how to add one in
[add a record type](../how-to/add-a-record-type.md).

{"".join(record_type(t) for t in registry)}"""


def record_type(declared: Any) -> str:
    from bluestem.catalogue.responses import EXPORTS, FEEDS

    path = declared.path
    feeds = ", ".join(f"`/{path}/feed.{extension}`" for extension in FEEDS)
    exports = ", ".join(f"`/{path}/export.{extension}`" for extension in EXPORTS)
    orders = ", ".join(f"`{sort.name}`" for sort in declared.sorts)
    facets = table(("Facet", "Heading"), [(f"`{f.name}`", str(f.label)) for f in declared.facets])
    columns = ", ".join(f"`{column.name}`" for column in declared.columns)
    return f"""## `{declared.name}`

List at `/{path}/`. Feeds: {feeds}. Files: {exports}. Orders (`sort=`): {orders}.

{facets}
Columns of the files: {columns}.

"""


def verbs_page() -> str:
    from bluestem.ledger.api import all_recounts, all_verbs

    counted = {recount.verb for recount in all_recounts()}
    rows = [
        (f"`{v.name}`", str(v.label), v.unit, f"<{v.iri}>", "yes" if v.name in counted else "no") for v in all_verbs()
    ]
    return f"""# Verbs of the ledger

What can have happened, as the installed rooms have registered it. "Recounted" says whether `bluestem ledger verify` can
count a verb again from the room's own tables. How the ledger works: [the ledger](../explanation/ledger.md).

{table(("Verb", "Words", "Unit", "xAPI verb", "Recounted"), rows)}"""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def sentence(text: str) -> str:
    """Give a text with a capital first and a full stop last."""
    text = text.strip()
    return "" if not text else text[:1].upper() + text[1:] + ("" if text.endswith((".", ":")) else ".")


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "rooms.md": rooms_page,
    "records.md": records_page,
    "verbs.md": verbs_page,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
