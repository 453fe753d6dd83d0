"""The order in which a request is answered: finished page, file, sign of life, and only then Django."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bluestem.config.front.pages import FinishedPages, Headers, Page, Reply, is_finished_page
from bluestem.config.front.requests import BodyTooLarge, close_body, page_key, take_body
from bluestem.config.front.sentences import say
from bluestem.config.front.static import StaticFiles

# Of the threads that answer, some must stay free of long downloads, or slow readers would hold up everybody.
LONGEST_STREAMS = 8
STATUS_LINES = {200: "200 OK", 304: "304 Not Modified"}


class DjangoAnswer(Protocol):
    """What Django's WSGI handler returns: its own response object."""

    streaming: bool
    content: bytes

    def close(self) -> None: ...


class Front:
    """The WSGI application of an installation.

    django: the handler behind. pages: the finished pages of this process, or None to keep none (development).
    files: static files, or None where Django serves them (development). readiness: gives "" when this process can
    answer readers, otherwise what is missing.
    """

    def __init__(
        self,
        django: WSGIApplication,
        *,
        pages: FinishedPages | None,
        files: StaticFiles | None,
        readiness: Callable[[], str],
    ) -> None:
        self._django = django
        self._pages = pages
        self._files = files
        self._readiness = readiness
        # One page at a time is computed in a process: Python runs one thread at a time anyway, and taking turns
        # at every query would only make all of them late.
        self._computing = threading.Lock()
        self._streams = threading.BoundedSemaphore(LONGEST_STREAMS)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        reply = self.at_once(environ)
        return self.computed(environ, start_response) if reply is None else _send(reply, start_response)

    def at_once(self, environ: WSGIEnvironment) -> Reply | None:
        """Give the finished page that answers a request; None when the answer must be looked for or computed.

        This is the way most readers go: it waits for nothing, and nothing in it is done that could be done before.
        """
        pages = self._pages
        if pages is None or (key := page_key(environ)) is None:
            return None
        page = pages.find(key)
        if page is None:
            return None
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        return (page.wished.get(accepted) or pages.add(key, page, accepted)).reply(environ)

    def computed(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request for which `at_once` had nothing."""
        path = environ["PATH_INFO"]
        if self._files and path.startswith(self._files.prefix):
            return self._files.answer(environ, start_response)
        if path == "/healthz":
            return say(environ, start_response, "200 OK", "alive")
        if path == "/readyz":
            missing = self._readiness()
            return say(environ, start_response, "503 Service Unavailable" if missing else "200 OK", missing or "ready")
        if "\0" in path or "%00" in environ["QUERY_STRING"]:
            return say(environ, start_response, "400 Bad Request", "This address holds a character that no page has.")
        try:
            take_body(environ)
            return self._by_django(environ, start_response)
        except BodyTooLarge:
            return say(environ, start_response, "413 Content Too Large", "This is more than can be sent at once.")
        finally:
            close_body(environ)

    def _by_django(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        pages = self._pages
        key = None if pages is None else page_key(environ)
        generation = 0 if pages is None else pages.generation()
        with self._computing:
            answer = Answer(self._django, environ)
        if answer.is_stream:
            return self._streamed(answer, environ, start_response)
        if pages is None or key is None or not is_finished_page(answer.status, answer.headers):
            start_response(answer.status, answer.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]
        if environ["REQUEST_METHOD"] == "HEAD":  # a view may leave the body out; what is kept has one
            with self._computing:
                answer = Answer(self._django, environ | {"REQUEST_METHOD": "GET"})
        page = Page(answer.headers, answer.body, generation)
        variant = page.add(environ.get("HTTP_ACCEPT_ENCODING", ""))
        pages.keep(key, page)
        return _send(variant.reply(environ), start_response)

    def _streamed(self, answer: Answer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "HEAD":
            answer.response.close()
            start_response(answer.status, answer.headers)
            return []
        if not self._streams.acquire(blocking=False):
            answer.response.close()
            text = "Too many downloads are running. Try again in a minute."
            return say(environ, start_response, "503 Service Unavailable", text, ("Retry-After", "60"))
        start_response(answer.status, answer.headers)
        return Stream(answer.response, self._streams.release)


def _send(reply: Reply, start_response: StartResponse) -> list[bytes]:
    status, headers, body = reply
    start_response(STATUS_LINES[status], headers.copy())
    return [body] if body else []


class Answer:
    """What Django answered: status, headers and, unless it is a stream, the whole body."""

    def __init__(self, django: WSGIApplication, environ: WSGIEnvironment) -> None:
        self.status = ""
        self.headers: Headers = []
        self.response: DjangoAnswer = django(environ, self._start)  # type: ignore[assignment, arg-type]
        self.is_stream = getattr(self.response, "streaming", True)
        self.body = b""
        if not self.is_stream:
            self.body = self.response.content
            self.response.close()

    def _start(self, status: str, headers: Headers, _error: object = None) -> None:
        self.status = status
        self.headers = headers


class Stream:
    """The pieces of a long answer; gives its place back when the last is sent or the reader has left."""

    def __init__(self, response: DjangoAnswer, release: Callable[[], None]) -> None:
        self._response = response
        self._release: Callable[[], None] | None = release

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response)  # type: ignore[call-overload]

    def close(self) -> None:
        release, self._release = self._release, None
        if release:
            self._response.close()
            release()
