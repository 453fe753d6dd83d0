"""JSON Schema of records, derived from their declaration: columns, and structured data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from bluestem.catalogue.api import Column, RecordType

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
# What a column may hold at all, for those that say nothing more
ANYTHING: Schema = {"type": ["string", "number", "boolean", "array", "null"]}

_BY_FIELD: tuple[tuple[type[models.Field[Any, Any]], Schema], ...] = (
    (models.DateTimeField, MOMENT),
    (models.DateField, {"type": "string", "format": "date"}),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DecimalField, {"type": "number"}),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
    (models.JSONField, {"type": "array", "items": TEXT}),
)


def name_of(record_type: RecordType) -> str:
    """Give the name of a type's schema, such as `Programme`."""
    return "".join(part.capitalize() for part in record_type.name.replace("-", "_").split("_"))


def column_schema(record_type: RecordType, column: Column) -> Schema:
    """Give the schema of a column: its own, or that of the model's field of the same name."""
    if column.schema is not None:
        return column.schema
    try:
        field = record_type.model._meta.get_field(column.name)  # noqa: SLF001
    except FieldDoesNotExist:
        return ANYTHING
    known = next((schema for kind, schema in _BY_FIELD if isinstance(field, kind)), ANYTHING)
    if getattr(field, "null", False) and isinstance(known["type"], str):
        return {**known, "type": [known["type"], "null"]}
    return known


def fields_schema(record_type: RecordType) -> Schema:
    """Give the schema of `fields`: an object with every column of the type."""
    properties = {column.name: column_schema(record_type, column) for column in record_type.columns}
    # `url` is always the page of the record here, whatever the model calls by that name.
    return _object(properties | ({"url": ADDRESS} if "url" in properties else {}))


def json_ld_schema() -> Schema:
    """Give the schema of `json_ld`: a schema.org description that stands on its own."""
    said = {"@context": {"const": "https://schema.org"}, "@type": TEXT, "@id": ADDRESS, "name": TEXT}
    return {**_object(said), "additionalProperties": True}


def row_schema(record_type: RecordType) -> Schema:
    """Give the schema of a record in a list."""
    return _object(
        {
            "kind": {"const": record_type.name},
            "uuid": {"type": "string", "format": "uuid"},
            "title": TEXT,
            "summary": TEXT,
            "language": {**TEXT, "description": "Language of title and summary (BCP 47)."},
            "author": TEXT,
            "published_at": MOMENT,
            "changed_at": MOMENT,
            "page": {**ADDRESS, "description": "The record's page for people."},
            "permanent": {**ADDRESS, "description": "An address that leads to the record for ever."},
            "self": {**ADDRESS, "description": "This record with its structured data."},
            "fields": fields_schema(record_type),
        }
    )


def item_schema(record_type: RecordType) -> Schema:
    """Give the schema of a record on its own: as in a list, with its structured data."""
    row = row_schema(record_type)
    return _object({**row["properties"], "json_ld": json_ld_schema()})


def list_schema(items: Schema) -> Schema:
    """Give the schema of a page of a list."""
    schema = _object(
        {
            "total": {"type": "integer", "minimum": 0},
            "items": {"type": "array", "items": items},
            "next": {"type": ["string", "null"], "format": "uri"},
            "correction": {"type": ["string", "null"], "description": "What was probably meant by `q`."},
            "corrected": {"type": "boolean", "description": "Nothing matched as typed; this is the correction's list."},
            "facets": {"type": "object", "additionalProperties": {"type": "array", "items": VALUE}},
        }
    )
    return {**schema, "required": [name for name in schema["required"] if name != "facets"]}


def _object(properties: Mapping[str, Schema]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


VALUE: Schema = _object({"code": TEXT, "label": TEXT, "count": {"type": "integer", "minimum": 0}})
PROBLEM: Schema = {
    **_object({"title": TEXT, "status": {"type": "integer"}, "detail": TEXT}),
    "additionalProperties": True,
}
COUNTRY: Schema = _object(
    {
        "code": {**TEXT, "description": "ISO 3166-1 alpha-2 in lower case."},
        "eu_code": {**TEXT, "description": "As EU texts print it: EL for GR, UK for GB."},
        "name": TEXT,
        "group": {"enum": ["eu", "union", "eea", "candidate", "other"]},
        "records": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
    }
)
FACET: Schema = _object({"name": TEXT, "label": TEXT, "kinds": {"type": "array", "items": TEXT}, "values": ADDRESS})
KIND: Schema = _object(
    {
        "kind": TEXT,
        "label": TEXT,
        "label_plural": TEXT,
        "total": {"type": "integer", "minimum": 0},
        "records": ADDRESS,
        "page": ADDRESS,
        "facets": {"type": "array", "items": TEXT},
        "sorts": {"type": "array", "items": TEXT},
        "fields": {"type": "array", "items": TEXT},
    }
)
