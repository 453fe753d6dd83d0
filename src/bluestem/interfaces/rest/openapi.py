"""The description of the REST interface: OpenAPI 3.1, made from the declarations of record types.

Written as data, because every part of it follows from the registry; see the decision record on interfaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from bluestem.catalogue.api import ListState, RecordType, registry
from bluestem.interfaces.rest import schemas, writing
from bluestem.interfaces.rest.parameters import DEFAULT_LIMIT, LANGUAGE, MOST, list_parameters, read_state

VERSION = "1.0.0"
EVERYTHING = "records"

Part = dict[str, Any]


def description() -> Part:
    """Give the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.NETWORK_NAME} API",
            "version": VERSION,
            "description": str(settings.NETWORK_DESCRIPTION),
            "contact": {"email": settings.NETWORK_CONTACT},
        },
        "servers": [{"url": settings.ORIGIN}],
        "paths": {**_paths(), **writing.paths()},
        "components": {
            "schemas": {**_schemas(), **writing.schemas()},
            "responses": _responses(),
            "securitySchemes": writing.SECURITY,
        },
    }


def _paths() -> Part:
    paths: Part = {
        "/api/v1/kinds": {"get": _reading("listKinds", "Kinds of records", _many("Kind"))},
        "/api/v1/countries": {"get": _reading("listCountries", "Countries", _many("Country"))},
        "/api/v1/facets": {"get": _reading("listFacets", "Facets", _many("Facet"))},
        "/api/v1/facets/{name}": {"get": _facet()},
        f"/api/v1/{EVERYTHING}": {"get": _list(tuple(registry), "listRecords", "Records of every kind", "RecordList")},
    }
    for record_type in registry:
        name = schemas.name_of(record_type)
        plural = str(record_type.label_plural)
        paths[f"/api/v1/{record_type.path}"] = {
            "get": _list((record_type,), f"list{name}", plural, f"{name}List"),
        }
        paths[f"/api/v1/{record_type.path}/{{uuid}}"] = {"get": _item(record_type, name)}
    return paths


def _list(types: Sequence[RecordType], operation: str, summary: str, schema: str) -> Part:
    part = _reading(operation, summary, _ref(schema), _list_parameters(types), refusals=("400", "503"))
    answer = part["responses"]["200"]
    answer["headers"] = {
        "Link": {"description": "The next page (rel=next) and the first (rel=first).", "schema": schemas.TEXT}
    }
    return part


def _item(record_type: RecordType, name: str) -> Part:
    uuid = {"name": "uuid", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    part = _reading(f"get{name}", str(record_type.label), _ref(f"{name}Item"), [uuid], refusals=("400", "404"))
    part["responses"]["410"] = _refused("410")
    return part


def _facet() -> Part:
    names = sorted(registry.facets())
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": names}}
    return _reading("listFacetValues", "Values of a facet", _many("Value"), [name], refusals=("400", "404", "503"))


def _reading(
    operation: str,
    summary: str,
    schema: Part,
    parameters: Sequence[Part] = (),
    refusals: Sequence[str] = ("400", "503"),
) -> Part:
    return {
        "operationId": operation,
        "summary": summary,
        "parameters": [*parameters, _language()],
        "responses": {
            "200": {"description": "As asked.", "content": {"application/json": {"schema": schema}}},
            **{status: _refused(status) for status in (*refusals, "406", "429")},
        },
    }


def _language() -> Part:
    languages = [code for code, _name in settings.LANGUAGES]
    schema = {"type": "string", "enum": languages, "default": settings.LANGUAGE_CODE}
    return {"name": LANGUAGE, "in": "query", "description": "Language of labels and texts.", "schema": schema}


def _list_parameters(types: Sequence[RecordType]) -> list[Part]:
    from django.http import QueryDict

    state = read_state(types, QueryDict())
    own = [name for name in list_parameters(state) if name != LANGUAGE]
    return [_list_parameter(name, state) for name in own]


def _list_parameter(name: str, state: ListState) -> Part:
    part: Part = {"name": name, "in": "query"}
    labels = {facet.name: str(facet.label) for facet in state.facets}
    if name in labels:
        several = {"type": "array", "items": schemas.TEXT}
        text = f"{labels[name]}: one or more codes; several widen the list."
        return part | {"description": text, "schema": several, "style": "form", "explode": True}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    orders = {"type": "string", "enum": [sort.name for sort in state.sorts]}
    facet = {"type": "array", "items": {"type": "string", "enum": list(labels)}}
    known: Mapping[str, Part] = {
        "q": {"description": "Words to look for, as on the list's page.", "schema": schemas.TEXT},
        "sort": {"description": "The order of the list.", "schema": orders},
        "cursor": {"description": "Where to go on; taken from `next` or the Link header.", "schema": schemas.TEXT},
        "limit": {"description": "Records on a page.", "schema": limit},
        "facets": {"description": "Facets to count.", "schema": facet, "style": "form", "explode": False},
    }
    return part | known[name]


def _schemas() -> Part:
    found: Part = {
        "Kind": schemas.KIND,
        "Country": schemas.COUNTRY,
        "Facet": schemas.FACET,
        "Value": schemas.VALUE,
        "Problem": schemas.PROBLEM,
    }
    for record_type in registry:
        name = schemas.name_of(record_type)
        found[name] = schemas.row_schema(record_type)
        found[f"{name}Item"] = schemas.item_schema(record_type)
        found[f"{name}List"] = schemas.list_schema(_ref(name))
    any_kind = {"oneOf": [_ref(schemas.name_of(record_type)) for record_type in registry]}
    return found | {"RecordList": schemas.list_schema(any_kind)}


REFUSALS = {
    "400": "The address or what was sent is not right; `detail` says why.",
    "401": "A token is missing, or does not work.",
    "403": "The token or its person may not do this.",
    "404": "There is no such thing here.",
    "406": "Answers are JSON; the request accepts none.",
    "409": "Somebody else saved it meanwhile, or it cannot be changed now.",
    "410": "This record was public, and is no longer.",
    "413": "More was sent than can be taken at once.",
    "415": "What was sent is not marked as JSON.",
    "422": "Fields are missing or wrong; `fields` says which.",
    "429": "Too many requests; Retry-After says how many seconds to wait.",
    "503": "The index is being made anew; Retry-After says when to come back.",
}


def _responses() -> Part:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {f"Refused{status}": {"description": text, "content": content} for status, text in REFUSALS.items()}


def _refused(status: str) -> Part:
    return {"$ref": f"#/components/responses/Refused{status}"}


def _many(name: str) -> Part:
    return {"type": "array", "items": _ref(name)}


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}
