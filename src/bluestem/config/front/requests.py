"""What of a request decides the page it gets, and bodies read before anyone waits for them."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from wsgiref.types import WSGIEnvironment

from bluestem.config.front.pages import Key

READING = frozenset(("GET", "HEAD"))
THEMES = frozenset(("light", "dark"))
# Django's names; a reader who has one of these gets a page of their own.
PERSONAL_COOKIES = frozenset(("sessionid", "messages"))
LARGEST_UPLOAD = 100 * 2**20
_IN_MEMORY = 2**18
_PIECE = 2**16
_TAKEN = "bluestem.body"


def page_key(environ: WSGIEnvironment) -> Key | None:
    """Give everything a finished page depends on, or None for a request that must be computed.

    A page depends on host, path, query, scheme and the theme cookie. Requests with a session, with credentials
    or for a part of a page (htmx) are computed.
    """
    if environ["REQUEST_METHOD"] not in READING or "HTTP_AUTHORIZATION" in environ or "HTTP_HX_REQUEST" in environ:
        return None
    cookies = environ.get("HTTP_COOKIE")
    theme = theme_in(cookies) if cookies else ""
    if theme is None:
        return None
    return (
        environ.get("HTTP_HOST", ""),
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        theme,
        environ.get("HTTP_X_FORWARDED_PROTO", ""),
    )


def theme_in(cookies: str) -> str | None:
    """Give the theme a Cookie header asks for ("" for none), or None when the page may be a personal one.

    Anything that looks like a theme but is not exactly one counts as personal: it might mean something to
    Django's more forgiving parser, and a page must not be kept under the wrong theme.
    """
    theme = ""
    for cookie in cookies.split(";"):
        name, _, value = cookie.partition("=")
        name, value = name.strip(), value.strip()
        if name == "theme":
            if value not in THEMES:
                return None
            theme = value
        elif name in PERSONAL_COOKIES:
            return None
    return theme


class BodyTooLarge(Exception):
    """The body is longer than this installation takes."""


def take_body(environ: WSGIEnvironment) -> None:
    """Take the whole body off the line, into memory or a temporary file, so that a slow sender holds up nobody else.

    Raises BodyTooLarge before reading anything. `close_body` is to be called when the request is answered.
    """
    length = environ.get("CONTENT_LENGTH") or "0"
    remaining = int(length) if length.isdecimal() and length.isascii() else 0
    if remaining > LARGEST_UPLOAD:
        raise BodyTooLarge
    if not remaining or _TAKEN in environ:
        return
    line = environ["wsgi.input"]
    body = environ["wsgi.input"] = environ[_TAKEN] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    while remaining and (piece := line.read(min(remaining, _PIECE))):
        body.write(piece)
        remaining -= len(piece)
    body.seek(0)


def close_body(environ: WSGIEnvironment) -> None:
    """Forget the body that `take_body` took."""
    body = environ.pop(_TAKEN, None)
    if body is not None:
        body.close()
