"""Lists, feeds and exports over HTTP, for the catalogue's own pages and for pages of other rooms that show a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from http import HTTPStatus
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from bluestem.catalogue.exports import csv_lines, json_lines
from bluestem.catalogue.feeds import FeedInfo, atom_parts, json_feed_parts, rss_parts
from bluestem.catalogue.listing import ListState, NoSuchPage, list_page
from bluestem.catalogue.records import RecordType
from bluestem.catalogue.search import SearchUnavailable, generation

FEEDS: dict[str, tuple[str, Callable[[ListState, FeedInfo], Iterator[str]]]] = {
    "rss": ("application/rss+xml; charset=utf-8", rss_parts),
    "atom": ("application/atom+xml; charset=utf-8", atom_parts),
    "json": ("application/feed+json; charset=utf-8", json_feed_parts),
}
EXPORTS: dict[str, tuple[str, Callable[[ListState], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "json": ("application/json; charset=utf-8", json_lines),
}


def list_response(
    request: HttpRequest, *, types: tuple[RecordType, ...], template: str, context: dict[str, Any], **fixed: str
) -> HttpResponse:
    """Answer with a page of a list, or say what is wrong with its address. `fixed` filters come from the address."""
    try:
        page = list_page(ListState.read(types, request.GET, **fixed))
    except NoSuchPage:
        raise Http404(_("This list has no such page.")) from None
    except SearchUnavailable:
        return unavailable(request)
    return render(request, template, {**context, "list": page})


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the index is being made again, and when to come back."""
    response = render(request, "catalogue/search_unavailable.html", status=503)
    response.headers["Retry-After"] = "30"
    return response


def feed_response(
    request: HttpRequest, *, types: tuple[RecordType, ...], extension: str, title: str, page: str, **fixed: str
) -> HttpResponseBase:
    """Answer with a feed of a list. `fixed` filters come from the address, such as the country of a country's feed."""
    if extension not in FEEDS:
        raise Http404
    state = replace(_read(types, request, fixed), sort="newest")
    content_type, parts = FEEDS[extension]
    info = FeedInfo(
        title=f"{title} | {settings.NETWORK_NAME}",
        description=str(settings.NETWORK_DESCRIPTION),
        page=f"{settings.ORIGIN}{page}{state.address(sort='') if state.is_filtered else ''}",
        address=f"{settings.ORIGIN}{request.get_full_path()}",
        origin=settings.ORIGIN,
    )
    return _stream(request, lambda: parts(state, info), content_type)


def export_response(
    request: HttpRequest, *, types: tuple[RecordType, ...], name: str, extension: str
) -> HttpResponseBase:
    """Answer with every hit of a list as a file called `name`."""
    if extension not in EXPORTS:
        raise Http404
    state = _read(types, request, {})
    content_type, lines = EXPORTS[extension]
    response = _stream(request, lambda: lines(state), content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def _read(types: tuple[RecordType, ...], request: HttpRequest, fixed: Mapping[str, str]) -> ListState:
    try:
        return ListState.read(types, request.GET, **fixed)
    except NoSuchPage:
        raise Http404 from None


def _stream(request: HttpRequest, parts: Callable[[], Iterator[str]], content_type: str) -> HttpResponseBase:
    tag = blake2b(f"{generation().current()} {request.get_full_path()}".encode(errors="replace"), digest_size=12)
    etag = f'W/"{tag.hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or _started(request, parts, content_type)
    if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers.setdefault("ETag", etag)
        response.headers["Cache-Control"] = "public, no-cache"
    return response


def _started(request: HttpRequest, parts: Callable[[], Iterator[str]], content_type: str) -> HttpResponseBase:
    """Begin to stream; the first piece is made here, so that a missing index is still an answer of its own."""
    pieces = parts()
    try:
        first = next(pieces)
    except SearchUnavailable:
        return unavailable(request)
    return StreamingHttpResponse(chain((first,), pieces), content_type=content_type)
