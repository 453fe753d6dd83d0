"""Answers of one sentence, given without Django."""

from __future__ import annotations

from wsgiref.types import StartResponse, WSGIEnvironment


def say(
    environ: WSGIEnvironment, start_response: StartResponse, status: str, text: str, *extra: tuple[str, str]
) -> list[bytes]:
    """Answer with a status such as "404 Not Found", one sentence and further headers."""
    body = f"{text}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, [*headers, *extra])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
