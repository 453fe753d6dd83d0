"""Records, lists, kinds, facets and countries as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from bluestem.catalogue.api import (
    ListState,
    RecordType,
    counts,
    fetch_whole,
    list_page,
    registry,
)
from bluestem.interfaces.harvest.formats import permanent_address
from bluestem.interfaces.rest.cursors import Stretch
from bluestem.vocabularies.api import COUNTRIES

COUNTRY = "country"


def absolute(name: str, /, **arguments: str) -> str:
    """Give the absolute address of one of our views."""
    return f"{settings.ORIGIN}{reverse(f'interfaces_machines:{name}', kwargs=arguments)}"


def row(record_type: RecordType, record: Any) -> dict[str, Any]:
    """Give a record as it stands in a list; see `schemas.row_schema`."""
    return {
        "kind": record_type.name,
        "uuid": str(record.uuid),
        "title": record_type.title(record),
        "summary": record_type.summary(record),
        "language": record_type.language(record),
        "author": record_type.author(record),
        "published_at": plain_value(record_type.date(record)),
        "changed_at": plain_value(record.changed_at),
        "page": f"{settings.ORIGIN}{record_type.url(record)}",
        "permanent": permanent_address(record_type, record),
        "self": absolute("api_item", path=record_type.path, uuid=str(record.uuid)),
        "fields": {column.name: plain_value(column.value(record)) for column in record_type.columns},
    }


def item(record_type: RecordType, record: Any) -> dict[str, Any]:
    """Give a record with its structured data; see `schemas.item_schema`."""
    described = {"@context": "https://schema.org", **record_type.json_ld(record)}
    return {**row(record_type, record), "json_ld": described}


def page(state: ListState, stretch: Stretch, following: str | None, counted: Sequence[str]) -> dict[str, Any]:
    """Give a page of a list; see `schemas.list_schema`."""
    said: dict[str, Any] = {
        "total": stretch.total,
        "items": [row(record_type, record) for record_type, record in fetch_whole(stretch.hits)],
        "next": following,
        "correction": stretch.correction,
        "corrected": stretch.corrected,
    }
    return said | ({"facets": _facets(state, counted)} if counted else {})


def _facets(state: ListState, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    views = {view.facet.name: view for view in list_page(state).facets}
    return {
        name: [{"code": value.code, "label": value.label, "count": value.count} for value in views[name].values]
        for name in names
    }


def kinds() -> list[dict[str, Any]]:
    """Give every record type; see `schemas.KIND`."""
    totals = counts([record_type.name for record_type in registry], "kind")
    return [
        {
            "kind": record_type.name,
            "label": str(record_type.label),
            "label_plural": str(record_type.label_plural),
            "total": totals.get(record_type.name, 0),
            "records": absolute("api_list", path=record_type.path),
            "page": f"{settings.ORIGIN}{reverse(f'catalogue:{record_type.name}_list')}",
            "facets": [facet.name for facet in record_type.facets],
            "sorts": [sort.name for sort in record_type.sorts],
            "fields": [column.name for column in record_type.columns],
        }
        for record_type in registry
    ]


def countries() -> list[dict[str, Any]]:
    """Give every country with the number of its records of each kind; see `schemas.COUNTRY`."""
    found = {t.name: counts([t.name], COUNTRY) for t in registry if any(f.name == COUNTRY for f in t.facets)}
    return [
        {
            "code": country.code,
            "eu_code": country.short,
            "name": country.name,
            "group": country.group,
            "records": {kind: numbers.get(country.code, 0) for kind, numbers in found.items()},
        }
        for country in COUNTRIES.values()
    ]


def facets() -> list[dict[str, Any]]:
    """Give every facet; see `schemas.FACET`."""
    return [
        {
            "name": name,
            "label": str(facet.label),
            "kinds": [t.name for t in registry if any(f.name == name for f in t.facets)],
            "values": absolute("api_facet", name=name),
        }
        for name, facet in registry.facets().items()
    ]


def facet_values(name: str) -> list[dict[str, Any]]:
    """Give the values of a facet over all types that have it; see `schemas.VALUE`."""
    facet = registry.facets()[name]
    found: Mapping[str, int] = counts([t.name for t in registry if any(f.name == name for f in t.facets)], name)
    labels = facet.labels(list(found))
    return [{"code": code, "label": labels.get(code, code), "count": count} for code, count in found.items()]


def plain_value(value: Any) -> Any:
    """Give a value as JSON holds it: dates in ISO 8601, moments in UTC, decimals as numbers."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value
