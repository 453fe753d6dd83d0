"""Lists that leave: CSV and JSON of every hit, streamed, one batch of records in memory at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from bluestem.catalogue.listing import ListState
from bluestem.catalogue.records import RecordType, registry
from bluestem.catalogue.search import get_engine
from bluestem.kit.streams import Spool

BATCH = 500
# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection"; ASVS 5.0, 1.2.10).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def records_of(state: ListState) -> Iterator[tuple[RecordType, Any]]:
    """Give every record of a list in its order, to the last hit, fetched in batches."""
    hits = iter(get_engine().identify(state.search_query()))
    while batch := list(islice(hits, BATCH)):
        by_kind: dict[str, list[int]] = {}
        for kind, pk in batch:
            by_kind.setdefault(kind, []).append(pk)
        found = {
            (kind, record.pk): record
            for kind, pks in by_kind.items()
            for record in registry[kind].whole(registry[kind].public().filter(pk__in=pks))
        }
        yield from ((registry[key[0]], found[key]) for key in batch if key in found)


def csv_lines(state: ListState) -> Iterator[str]:
    """Give the list as CSV (RFC 4180) with a header; texts that a spreadsheet would run are quoted by an apostrophe."""
    columns = state.types[0].columns
    spool = Spool()
    writer = csv.writer(spool, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for record_type, record in records_of(state):
        writer.writerow([as_cell(column.value(record)) for column in record_type.columns])
        if spool.is_full:
            yield spool.drain()
    yield spool.drain()


def json_lines(state: ListState) -> Iterator[str]:
    """Give the list as one JSON array of objects, with the columns of the CSV as keys."""
    yield "["
    for number, (record_type, record) in enumerate(records_of(state)):
        row = {column.name: as_json(column.value(record)) for column in record_type.columns}
        yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


def as_cell(value: Any) -> str:
    """Give a value as the text of a cell: lists joined by `|`, dates in ISO 8601, nothing as an empty cell."""
    if isinstance(value, list | tuple):
        value = "|".join(str(part) for part in value)
    elif isinstance(value, date | datetime):
        value = value.isoformat()
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.startswith(FORMULA_STARTS):
        return "'" + text
    return text


def as_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value
