"""Queries whose statement is compiled once: only the key of the record they are about changes.

Letting Django build a statement costs several times as much as running it on a small table, and a sheet needs ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

# Stands for the key while a statement is compiled; no other parameter of ours has this value.
PLACE = 2_000_000_011

Record = TypeVar("Record", bound=Model)


class CompiledQuery(Generic[Record]):
    """A query about one record, given by its key.

    build: gives the queryset for a key. It must put the key into the statement as it is, and select one model alone
    (no `select_related`, `prefetch_related` or annotations).
    """

    def __init__(self, build: Callable[[int], QuerySet[Record]]) -> None:
        self._build = build
        self._compiled: dict[str, tuple[type[Record], str, tuple[object, ...]]] = {}

    def __call__(self, key: int) -> list[Record]:
        """Give the records for a key, with one query."""
        model, statement, parameters = self._compiled.get(connection.vendor) or self._compile()
        return list(model._default_manager.raw(statement, [key if value == PLACE else value for value in parameters]))  # noqa: SLF001

    def _compile(self) -> tuple[type[Record], str, tuple[object, ...]]:
        queryset = self._build(PLACE)
        statement, parameters = queryset.query.sql_with_params()
        found = (queryset.model, statement, tuple(parameters))
        self._compiled[connection.vendor] = found
        return found


def attach_parts(record: Model, names: Sequence[str]) -> None:
    """Fetch the named child relations of a clusterable record, one query each, and hand them to it.

    `record.<name>.all()` then costs nothing. Children come in the order of their model's Meta.
    """
    for name in names:
        setattr(record, name, _children(type(record), name)(record.pk))


@lru_cache(maxsize=256)
def _children(model: type[Model], name: str) -> CompiledQuery[Any]:
    relation: Any = model._meta.get_field(name)  # noqa: SLF001
    return CompiledQuery(lambda key: relation.related_model.objects.filter(**{relation.field.name: key}))
