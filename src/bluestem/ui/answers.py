"""Answers that are pictures: drawings made from records, and uploaded pictures."""

from __future__ import annotations

from django.core.files.base import File
from django.http import FileResponse, HttpResponse

YEAR = 365 * 24 * 3600
# The address of a drawing carries the record's revision, so what was fetched once never changes.
FOREVER = f"public, max-age={YEAR}, immutable"
# A picture opened on its own must not run anything that hides in it.
INERT = "default-src 'none'; sandbox"


def drawing_response(svg: str, *, kept: bool = True) -> HttpResponse:
    """Answer with a drawing. `kept`: its address changes with what it shows, so it may be kept for ever."""
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    if kept:
        response.headers["Cache-Control"] = FOREVER
    response.headers["Content-Security-Policy"] = INERT
    return response


def picture_response(picture: File[bytes]) -> FileResponse:
    """Answer with an uploaded picture; its address carries the revision too."""
    response = FileResponse(picture.open("rb"))
    response.headers["Cache-Control"] = FOREVER
    response.headers["Content-Security-Policy"] = INERT
    return response
