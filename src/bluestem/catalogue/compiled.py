"""Queries whose statement is compiled once: only the keys of the records they are about change.

Letting Django build a statement costs several times as much as running it on a small table, and a sheet needs ten.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.query import get_related_populators  # what ModelIterable itself uses

# Stand for keys while a statement is compiled; no other parameter of ours has these values.
PLACE = 2_000_000_011
WORD_PLACE = "the-place-of-a-key"
# A statement for many keys is compiled for these numbers of keys; fewer are filled up with the last one.
SIZES = (5, 20, 50)

Record = TypeVar("Record", bound=Model)


class CompiledQuery(Generic[Record]):
    """A query about one key.

    build: gives the queryset for a key: of models, without annotations; it must put the key into the statement as it
    is. place: a value of the key's type that stands for it meanwhile.
    """

    def __init__(self, build: Callable[[Any], QuerySet[Record]], *, place: int | str = PLACE) -> None:
        self._statement = _Statement(lambda: build(place), [place])

    def __call__(self, key: int | str) -> list[Record]:
        """Give the records for a key, with one query."""
        return self._statement.run([key])


class CompiledBatch(Generic[Record]):
    """A query about some keys. build: as for `CompiledQuery`, for a list of keys."""

    def __init__(self, build: Callable[[Sequence[int]], QuerySet[Record]]) -> None:
        self._build = build
        self._statements = {size: self._for(range(PLACE, PLACE + size)) for size in SIZES}

    def __call__(self, keys: Sequence[int]) -> list[Record]:
        """Give the records for these keys in the order of the query, with one query; none for no keys."""
        if not keys:
            return []
        size = next((size for size in SIZES if size >= len(keys)), None)
        if size is None:
            return list(self._build(keys))
        return self._statements[size].run([*keys, *[keys[-1]] * (size - len(keys))])

    def _for(self, places: range) -> _Statement[Record]:
        return _Statement(lambda: self._build(list(places)), list(places))


class _Statement(Generic[Record]):
    def __init__(self, build: Callable[[], QuerySet[Record]], places: Sequence[int | str]) -> None:
        self._build = build
        self._index = {place: number for number, place in enumerate(places)}
        # A compiler belongs to a connection, and a connection to a thread.
        self._own = threading.local()

    def run(self, keys: Sequence[int | str]) -> list[Record]:
        connection = connections[DEFAULT_DB_ALIAS]
        plan: _Plan[Record] | None = getattr(self._own, "plan", None)
        if plan is None or plan.compiler.connection is not connection:
            plan = self._own.plan = self._compile()
        with connection.cursor() as cursor:
            cursor.execute(plan.statement, [keys[part] if isinstance(part, int) else part.value for part in plan.parts])
            return plan.records(cursor.fetchall())

    def _compile(self) -> _Plan[Record]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        statement, parameters = compiler.as_sql()
        known = self._index
        parts = [known[p] if isinstance(p, int | str) and p in known else _Constant(p) for p in parameters]
        return _Plan(compiler, statement, parts, queryset._prefetch_related_lookups)  # type: ignore[attr-defined]  # noqa: SLF001


@dataclass(frozen=True)
class _Constant:
    """A parameter that is the same for every key."""

    value: Any


class _Plan(Generic[Record]):
    """A statement with the places of its keys, and how its rows become records."""

    def __init__(
        self, compiler: Any, statement: str, parts: Sequence[int | _Constant], prefetches: Sequence[Any]
    ) -> None:
        self.compiler = compiler
        self.statement = statement
        self.parts = parts
        self._prefetches = prefetches
        select, described = compiler.select, compiler.klass_info
        fields = described["select_fields"]
        self._model = described["model"]
        self._columns = slice(fields[0], fields[-1] + 1)
        self._names = [column[0].target.attname for column in select[self._columns]]
        self._related = get_related_populators(described, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        self._converters = compiler.get_converters([column[0] for column in select])

    def records(self, rows: Sequence[Sequence[Any]]) -> list[Record]:
        converted = self.compiler.apply_converters(rows, self._converters) if self._converters else rows
        found = []
        for row in converted:
            record = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._columns])
            for populator in self._related:
                populator.populate(row, record)
            found.append(record)
        if self._prefetches:
            prefetch_related_objects(found, *self._prefetches)
        return found


def attach_parts(record: Model, names: Sequence[str]) -> None:
    """Fetch the named child relations of a clusterable record, one query each, and hand them to it.

    `record.<name>.all()` then costs nothing. Children come in the order of their model's Meta.
    """
    for name in names:
        setattr(record, name, _children(type(record), name)(record.pk))


def attach_parts_to_all(records: Sequence[Model], name: str) -> None:
    """Fetch one child relation of clusterable records of one model, with one query, and hand it to them."""
    if not records:
        return
    relation: Any = type(records[0])._meta.get_field(name)  # noqa: SLF001 (Django's documented API)
    found: dict[int, list[Model]] = {record.pk: [] for record in records}
    for child in _children_of_all(type(records[0]), name)([record.pk for record in records]):
        found[getattr(child, relation.field.attname)].append(child)
    for record in records:
        setattr(record, name, found[record.pk])


@lru_cache(maxsize=256)
def _children(model: type[Model], name: str) -> CompiledQuery[Any]:
    relation: Any = model._meta.get_field(name)  # noqa: SLF001
    return CompiledQuery(lambda key: relation.related_model.objects.filter(**{relation.field.name: key}))


@lru_cache(maxsize=256)
def _children_of_all(model: type[Model], name: str) -> CompiledBatch[Any]:
    relation: Any = model._meta.get_field(name)  # noqa: SLF001
    return CompiledBatch(lambda keys: relation.related_model.objects.filter(**{f"{relation.field.name}__in": keys}))
