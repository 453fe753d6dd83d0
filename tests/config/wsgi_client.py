"""Ask a WSGI application as a server would, without a server."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import WSGIApplication

ENVIRON: dict[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "testserver",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.url_scheme": "http",
    "wsgi.errors": io.StringIO(),
    "wsgi.version": (1, 0),
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


@dataclass
class Answer:
    """What the application answered; `pieces` is what it returned, not yet read when it is a stream."""

    status: int
    headers: dict[str, str]
    pieces: Iterable[bytes]

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    @property
    def number(self) -> int:
        """The page's own count of how often it was computed."""
        found = re.search(rb"<h1>(\d+)</h1>", self.body)
        assert found, self.body
        return int(found[1])


def ask(
    application: WSGIApplication,
    target: str,
    *,
    method: str = "GET",
    body: bytes = b"",
    content_length: int | None = None,
    **headers: str,
) -> Answer:
    """Send one request; header names are written with underscores (`if_none_match='"x"'`)."""
    environ = {**ENVIRON, **{f"HTTP_{name.upper()}": value for name, value in headers.items()}}
    environ["REQUEST_METHOD"] = method
    environ["PATH_INFO"], _, environ["QUERY_STRING"] = target.partition("?")
    environ["wsgi.input"] = io.BytesIO(body)
    if body or content_length is not None:
        environ["CONTENT_LENGTH"] = str(len(body) if content_length is None else content_length)
    answered: list[tuple[str, list[tuple[str, str]]]] = []
    pieces = application(environ, lambda status, headers, _error=None: answered.append((status, headers)))
    status, pairs = answered[-1]
    return Answer(int(status[:3]), {name.lower(): value for name, value in pairs}, pieces)
