"""The parts of one record, fetched by statements that are compiled once.

A sheet has eight kinds of parts. Letting Django build eight statements for each page costs more than running them;
the text of such a statement never changes, only the key of its record does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

# Stands for the record's key while a statement is compiled.
PLACE = 2_000_000_011


def attach_parts(record: Model, names: Sequence[str]) -> None:
    """Fetch the named child relations of a clusterable record, one query each, and hand them to it.

    `record.<name>.all()` then costs nothing. Children come in the order of their model's Meta.
    """
    for name in names:
        children, statement, parameters = _statement(type(record), name, connection.vendor)
        key = [record.pk if parameter == PLACE else parameter for parameter in parameters]
        setattr(record, name, children.objects.raw(statement, key))


@lru_cache(maxsize=256)
def _statement(model: type[Model], name: str, vendor: str) -> tuple[Any, str, tuple[Any, ...]]:
    relation: Any = model._meta.get_field(name)  # noqa: SLF001
    children = relation.related_model
    statement, parameters = children.objects.filter(**{relation.field.name: PLACE}).query.sql_with_params()
    return children, statement, tuple(parameters)
