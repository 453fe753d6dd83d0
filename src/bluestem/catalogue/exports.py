"""Lists that leave: CSV and JSON of every hit, streamed, one batch of records in memory at a time."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.conf import settings

from bluestem.catalogue.listing import ListState
from bluestem.catalogue.records import RecordType
from bluestem.catalogue.slices import all_hits, fetch_whole
from bluestem.kit import tables

BATCH = 500


def records_of(state: ListState) -> Iterator[tuple[RecordType, Any]]:
    """Give every record of a list in its order, to the last hit, fetched in batches."""
    hits = iter(all_hits(state))
    while batch := list(islice(hits, BATCH)):
        yield from fetch_whole(batch)
        # Records and what was fetched with them hold each other: without this look the memory of past batches piles up.
        gc.collect()


def csv_lines(state: ListState) -> Iterator[str]:
    """Give the list as CSV (RFC 4180) with a header; texts that a spreadsheet would run are quoted by an apostrophe."""
    rows = (values_of(state, record_type, record) for record_type, record in records_of(state))
    return tables.csv_lines(columns_of(state), rows)


def json_lines(state: ListState) -> Iterator[str]:
    """Give the list as one JSON array of objects, with the columns of the CSV as keys."""
    columns = columns_of(state)
    yield "["
    for number, (record_type, record) in enumerate(records_of(state)):
        row = dict(zip(columns, map(as_json, values_of(state, record_type, record)), strict=True))
        yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


COMMON_COLUMNS = ("uuid", "kind", "title", "summary", "language", "author", "published", "url")


def columns_of(state: ListState) -> list[str]:
    """Give the names of the columns: those of the type, or the few that every type has where a list holds several."""
    return [column.name for column in state.types[0].columns] if len(state.types) == 1 else list(COMMON_COLUMNS)


def values_of(state: ListState, record_type: RecordType, record: Any) -> list[Any]:
    """Give a record's values in the order of `columns_of`."""
    if len(state.types) == 1:
        return [column.value(record) for column in record_type.columns]
    return [
        str(record.uuid),
        record_type.name,
        record_type.title(record),
        record_type.summary(record),
        record_type.language(record),
        record_type.author(record),
        record_type.date(record),
        f"{settings.ORIGIN}{record_type.url(record)}",
    ]


def as_json(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value
