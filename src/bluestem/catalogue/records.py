"""What a record type says about itself, once; everything the catalogue offers follows from it.

A room declares its type in `contributions.py`:

    register(RecordType(name="programme", ...))

and gets the list page with counted facets, search, feeds, exports and structured data. The how-to is
`docs/how-to/add-a-record-type.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from bluestem.catalogue.compiled import CompiledBatch
from bluestem.ui.api import Text

Labels = Callable[[Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One way to narrow a list.

    name: the key in the address and in the index, such as `country`.
    label: heading, translatable.
    labels: gives the reader's words for codes, all at once (one query at most).
    normalise: turns what someone may type (`EL`) into the code that is stored (`gr`).
    order: `count` for most frequent first, `code` for the vocabulary's own order, `-code` for newest first.
    """

    name: str
    label: Text
    labels: Labels
    normalise: Callable[[str], str] = str.lower
    order: str = "count"
    open: bool = True


@dataclass(frozen=True, kw_only=True)
class Sort:
    """One order of a list. `field` is the key in the index; text sorts ascending, numbers descending."""

    name: str
    label: Text
    field: str
    descending: bool = True


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the exports: its name in the file and how to read it from a record.

    schema: JSON Schema of the value, where it is not that of the model's field of this name.
    """

    name: str
    value: Callable[[Any], Any]
    schema: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """What the index knows of one record: everything that can be found, counted or sorted by.

    texts: language code (BCP 47) to running text in that language; a record with translations has several.
    names: what must be found as written: names, acronyms, identifiers.
    facets: facet name to codes. numbers: sort key to a whole number from 0 to 2**63 - 1.
    """

    kind: str
    pk: int
    title: str
    texts: Mapping[str, str]
    names: str = ""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """A kind of public record.

    name: singular code (`programme`); also the value of the facet `kind` in site-wide search.
    path: the list's address (`programmes`); lists, feeds and exports hang below it.
    public: the records everyone may read.
    prepare: adds what a row or feed entry needs, so that no record costs a query of its own.
    prepare_whole: adds what the index, exports and structured data need; `prepare` where that is the same.
    document: what the index knows of a record.
    row_template: Jinja template that defines the macro `row(record, marks)`.
    summary, date, url: the sentence, the date (aware) and the path shown in lists and feeds.
    json_ld: schema.org description of a record as a mapping without `@context`.
    dublin_core: the fifteen elements, name to list of values.
    order: its place among the types on pages that show several; smaller stands first.
    links: the addresses of other sites that a record points to; they are visited now and then.
    looked_after_by: the records that a person is asked to keep right, beside the secretariat.
    is_aside: it is found beside other types, but its facets do not decide which ones a list of several types offers.
    """

    name: str
    path: str
    label: Text
    label_plural: Text
    count_label: Callable[[int], str]
    model: type[Model]
    public: Callable[[], QuerySet[Any]]
    prepare: Callable[[QuerySet[Any]], QuerySet[Any]]
    prepare_whole: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    document: Callable[[Any], Document]
    title: Callable[[Any], str]
    summary: Callable[[Any], str]
    language: Callable[[Any], str]
    date: Callable[[Any], datetime]
    url: Callable[[Any], str]
    author: Callable[[Any], str]
    facets: tuple[Facet, ...]
    sorts: tuple[Sort, ...]
    columns: tuple[Column, ...]
    json_ld: Callable[[Any], dict[str, Any]]
    dublin_core: Callable[[Any], dict[str, list[str]]]
    row_template: str
    icon: str
    order: int
    intro: Text = ""
    links: Callable[[Any], Iterable[str]] | None = None
    looked_after_by: Callable[[Any], QuerySet[Any]] | None = None
    is_aside: bool = False

    @property
    def has_translations(self) -> bool:
        """Whether its records may exist in several languages."""
        return hasattr(self.model, "translations")

    @cached_property
    def fetch(self) -> CompiledBatch[Any]:
        """Gives the public records of some keys with what a row needs: `fetch([1, 2])`."""
        return CompiledBatch(lambda keys: self.prepare(self.public().filter(pk__in=keys)))

    def whole(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """Give the records with everything that the index and exports read."""
        return (self.prepare_whole or self.prepare)(records)


class Registry:
    """The record types of this installation, in their own order."""

    def __init__(self) -> None:
        self._types: dict[str, RecordType] = {}

    def register(self, record_type: RecordType) -> None:
        """Declare a record type; raise ValueError if its name or its path is taken."""
        if record_type.name in self._types or any(t.path == record_type.path for t in self):
            raise ValueError(f"The record type {record_type.name} (/{record_type.path}/) is declared twice.")
        self._types[record_type.name] = record_type

    def __iter__(self) -> Iterator[RecordType]:
        return iter(sorted(self._types.values(), key=lambda record_type: record_type.order))

    def __getitem__(self, name: str) -> RecordType:
        return self._types[name]

    def __contains__(self, name: object) -> bool:
        return name in self._types

    def facets(self) -> dict[str, Facet]:
        """Every facet of every type by name; types that share a facet share its meaning."""
        return {facet.name: facet for record_type in self for facet in record_type.facets}


registry = Registry()
register = registry.register
