"""REST over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from bluestem.catalogue.api import RecordType, registry
from bluestem.interfaces.harvest.selecting import current_entry
from bluestem.interfaces.rest import representations
from bluestem.interfaces.rest.cursors import Cursor, read_stretch
from bluestem.interfaces.rest.openapi import description
from bluestem.interfaces.rest.parameters import LANGUAGE, check_names, read_facets, read_limit, read_state
from bluestem.interfaces.rest.problems import Problem
from bluestem.interfaces.rest.serving import reads

Made = Any


@reads
def root(request: HttpRequest) -> Made:
    """Name what there is."""
    check_names(request.GET, ())
    return {
        "openapi": representations.absolute("api_description"),
        "kinds": representations.absolute("api_kinds"),
        "countries": representations.absolute("api_countries"),
        "facets": representations.absolute("api_facets"),
        "records": representations.absolute("api_records"),
        **{t.path: representations.absolute("api_list", path=t.path) for t in registry},
    }


@reads
def openapi(request: HttpRequest) -> Made:
    check_names(request.GET, (LANGUAGE,))
    return description()


@reads
def kinds(request: HttpRequest) -> Made:
    check_names(request.GET, (LANGUAGE,))
    return representations.kinds()


@reads
def countries(request: HttpRequest) -> Made:
    check_names(request.GET, (LANGUAGE,))
    return representations.countries()


@reads
def facets(request: HttpRequest) -> Made:
    check_names(request.GET, (LANGUAGE,))
    return representations.facets()


@reads
def facet(request: HttpRequest, name: str) -> Made:
    check_names(request.GET, (LANGUAGE,))
    if name not in registry.facets():
        raise Problem(404, f"There is no such facet. Known ones: {', '.join(registry.facets())}.")
    return representations.facet_values(name)


@reads
def all_records(request: HttpRequest) -> Made:
    return _page(request, tuple(registry))


@reads
def records(request: HttpRequest, path: str) -> Made:
    return _page(request, (_type_of(path),))


@reads
def record(request: HttpRequest, path: str, uuid: str) -> Made:
    record_type = _type_of(path)
    check_names(request.GET, (LANGUAGE,))
    try:
        key = UUID(uuid)
    except ValueError:
        raise Problem(404, "There is no record at this address.") from None
    found = record_type.whole(record_type.public().filter(uuid=key)).first()
    if found is not None:
        return representations.item(record_type, found)
    if current_entry(record_type.name, key):
        raise Problem(410, "This record was public, and is no longer.")
    raise Problem(404, "There is no record at this address.")


@reads
def nothing(request: HttpRequest, rest: str) -> Made:
    address = representations.absolute("api_description")
    raise Problem(404, f"There is nothing at this address. {address} names what there is.")


def _type_of(path: str) -> RecordType:
    for record_type in registry:
        if record_type.path == path:
            return record_type
    raise Problem(404, f"There is no such list. Known ones: {', '.join(t.path for t in registry)}.")


def _page(request: HttpRequest, types: tuple[RecordType, ...]) -> Made:
    state = read_state(types, request.GET)
    limit, counted = read_limit(request.GET), read_facets(request.GET, state)
    typed = request.GET.get("cursor", "")
    stretch = read_stretch(state, Cursor.read(typed, state) if typed else None, limit)
    links = [f'<{_address(request, None)}>; rel="first"']
    following = _address(request, stretch.following) if stretch.following else None
    if following:
        links.insert(0, f'<{following}>; rel="next"')
    return representations.page(state, stretch, following, counted), {"Link": ", ".join(links)}


def _address(request: HttpRequest, cursor: Cursor | None) -> str:
    """Give the address of this list after a cursor, everything else as it was asked."""
    pairs = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    pairs += [("cursor", cursor.text())] if cursor else []
    query = urlencode(pairs, errors="replace")
    return f"{settings.ORIGIN}{request.path}{'?' if query else ''}{query}"
