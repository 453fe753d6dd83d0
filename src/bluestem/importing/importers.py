"""What a room says about importing its records, once; pages and the command follow from it.

register_importer(Importer(kind="organisation", …))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation

from bluestem.kit.tables import as_cell
from bluestem.kit.text import fold
from bluestem.ui.api import Text

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Unclear:
    """The answer of `find` for a row of which nobody can tell which record it means."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """One column of a table.

    name: key of its value, and a heading that is always understood; use the name that exports have.
    label: what people call it; understood as a heading in every language of the site.
    parse: gives the value of a cell. Raises ValueError with a sentence for the person.
    synonyms: further headings. required: without this column there is no import.
    show: gives a value as people read it.
    """

    name: str
    label: Text
    parse: Callable[[str], Any]
    synonyms: tuple[str, ...] = ()
    required: bool = False
    show: Callable[[Any], str] = as_cell


@dataclass(frozen=True, kw_only=True)
class Importer:
    """How rows become records of one kind.

    permission: what a person needs, such as `network.change_organisation`.
    key: what tells a row's record from others, as text; two rows of a file with the same key are a mistake.
    find: gives for each of many rows the record it is about, None for a new one, or Unclear; a few queries at most.
    make: gives a new record, not stored, with all that a row says. Raises ValidationError.
    read: gives what a record holds now, for every column, in the form that `parse` gives.
    write: puts some values into a record, not stored. Raises ValidationError.
    save: the room's service; is given `record`, `actor`, `now` and `reason`. Raises ValidationError.
    publish: makes a new record public once it is stored; without it new records stay drafts.
    check: raises ValidationError where `save` would; for the dry run, stores nothing.
    """

    kind: str
    label: Text
    permission: str
    columns: tuple[ImportColumn, ...]
    key: Callable[[Values], str]
    title: Callable[[Values], str]
    find: Callable[[Sequence[Values]], Sequence[Any]]
    make: Callable[[Values], Any]
    read: Callable[[Any], Values]
    write: Callable[[Any, Values], None]
    save: Callable[..., Any]
    check: Callable[[Any], None]
    publish: Callable[[Any], None]

    @cached_property
    def headings(self) -> dict[str, ImportColumn]:
        """Every heading that is understood, simplified, with its column."""
        found: dict[str, ImportColumn] = {}
        for column in self.columns:
            words = {column.name, *column.synonyms}
            for code, _name in settings.LANGUAGES:
                with translation.override(code):
                    words.add(str(column.label))
            for word in words:
                found.setdefault(simplified(word), column)
        return found

    def column(self, name: str) -> ImportColumn | None:
        """Give a column by its name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def simplified(heading: str) -> str:
    """Give a heading without case, accents, spaces and signs: `Year of start:` and `year_of_start` are the same."""
    return "".join(character for character in fold(heading) if character.isalnum())


class Importers:
    """The importers of this installation, by kind."""

    def __init__(self) -> None:
        self._importers: dict[str, Importer] = {}

    def register(self, importer: Importer) -> None:
        """Declare an importer; raise ValueError when its kind has one."""
        if importer.kind in self._importers:
            raise ValueError(f"Importing {importer.kind} is declared twice.")
        self._importers[importer.kind] = importer

    def __iter__(self) -> Iterator[Importer]:
        return iter(self._importers.values())

    def __getitem__(self, kind: str) -> Importer:
        return self._importers[kind]

    def get(self, kind: str) -> Importer | None:
        """Give the importer of a kind, or None."""
        return self._importers.get(kind)


importers = Importers()
register_importer = importers.register
