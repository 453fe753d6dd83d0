"""What is the same for every REST address: methods, formats, limits, errors, tags, and who may read from elsewhere."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from bluestem.catalogue.api import SearchUnavailable
from bluestem.interfaces.limits import limits
from bluestem.interfaces.rest.parameters import LONGEST_QUERY_STRING, read_language
from bluestem.interfaces.rest.problems import CONTENT_TYPE, Problem
from bluestem.ui.api import public_page

JSON = "application/json"
WINDOW = 60  # seconds
PER_ADDRESS = 600  # requests in a window that are not answered by a finished page
READING = ("GET", "HEAD")

Maker = Callable[..., Any]


def reads(make: Maker) -> Callable[..., HttpResponse]:
    """Turn a function that gives data for a request into a view that everyone may read from anywhere.

    The function gives what becomes JSON, or that and a mapping of headers. It raises Problem or SearchUnavailable.
    """

    @wraps(make)
    def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _open(_preflight())
        try:
            return _open(_answered(request, make, arguments))
        except Problem as problem:
            return _open(problem.response())
        except SearchUnavailable:
            detail = "The search index is being made anew. Try again in half a minute."
            return _open(Problem(503, detail, {"Retry-After": "30"}).response())

    # It changes nothing; a POST is told so in our own words.
    return csrf_exempt(public_page(view))  # type: ignore[arg-type, return-value]  # views of Django, whatever they take


def _answered(request: HttpRequest, make: Maker, arguments: dict[str, Any]) -> HttpResponse:
    if request.method not in READING:
        raise Problem(405, "This address is only read: use GET.", {"Allow": "GET, HEAD, OPTIONS"})
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY_STRING:
        raise Problem(414, "This address is too long.")
    check_format(request)
    check_rate(request)
    with translation.override(read_language(request.GET)):
        made = make(request, **arguments)
    data, headers = made if isinstance(made, tuple) else (made, {})
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=JSON)
    for name, value in ({"ETag": etag} | headers).items():
        response.headers[name] = value
    return response


def check_format(request: HttpRequest) -> None:
    """Raise Problem when the request accepts no JSON."""
    if "Accept" in request.headers and not any(request.accepts(kind) for kind in (JSON, CONTENT_TYPE)):
        raise Problem(406, "Answers are JSON: send Accept: application/json, or none at all.")


def check_rate(request: HttpRequest, *, key: str = "", most: int | None = None) -> None:
    """Count this request under a key (by default the reader's address). Raises Problem when there were too many."""
    now = time.time()
    if limits().count(key or f"address:{client_address(request)}", seconds=WINDOW, now=now) > (most or PER_ADDRESS):
        wait = WINDOW - int(now) % WINDOW
        raise Problem(429, f"Too many requests. Try again in {wait} seconds.", {"Retry-After": str(wait)})


def client_address(request: HttpRequest) -> str:
    """Give the address that a request came from: what the outermost trusted proxy saw, or the other end of the line."""
    trusted = settings.TRUSTED_PROXIES
    named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if trusted and len(named) >= trusted:
        return named[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def _preflight() -> HttpResponse:
    allowed = {
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "Accept, If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Allow": "GET, HEAD, OPTIONS",
    }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=allowed)


def _open(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer; no cookie ever counts here."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
