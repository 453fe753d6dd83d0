"""How the server hands requests over: finished pages at once, everything else to threads of our own.

granian calls a WSGI application in a few threads of its own and sends what it returns, so a reader with a slow line
who takes a long download keeps one of them for as long as it takes. Many threads would help, but then they take turns
for every short request, which costs a third of the speed. Here one of granian's threads answers finished pages, one
after the other; what must be computed or is long goes to other threads, which answer when they are ready.
"""

from __future__ import annotations

import inspect
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Protocol
from wsgiref.types import WSGIEnvironment

from bluestem.config.front.application import LONGEST_STREAMS, Front
from bluestem.config.front.pages import Headers
from bluestem.config.front.requests import BodyTooLarge, take_body

# Of granian's threads one answers, the others take bodies off the line or rest.
RECEIVERS = 16
MOST_BODIES = RECEIVERS - 2
COMPUTERS = LONGEST_STREAMS + 2

log = logging.getLogger(__name__)


class Exchange(Protocol):
    """granian's side of one request; may be answered from any thread, once."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_iter(self, status: int, headers: Headers, body: Pieces) -> None: ...


def hand_over() -> bool:
    """Have granian in this process hand requests to `Handover`.

    The place for it is not part of granian's promises. Gives False, and changes nothing, when this granian is built in
    another way; the application then runs as any WSGI application does.
    """
    from granian.server import mp

    found = getattr(mp, "_wsgi_call_wrap", None)
    expected = ["callback", "scope_opts", "access_log_fmt"]
    if found is None or list(inspect.signature(found).parameters) != expected:
        return False
    mp._wsgi_call_wrap = _receiver  # type: ignore[attr-defined, assignment]  # noqa: SLF001
    return True


def _receiver(
    callback: Front, _scope_opts: object, _log_format: object = None
) -> Callable[[Exchange, WSGIEnvironment], None]:
    return Handover(callback).receive


class Handover:
    """Takes the requests of one web process."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._common = _common_environment()
        self._computers = ThreadPoolExecutor(COMPUTERS, "answer")
        self._bodies = threading.BoundedSemaphore(MOST_BODIES)
        self._seat = Seat()

    def receive(self, exchange: Exchange, request: WSGIEnvironment) -> None:
        """Answer at once, or have it answered. Called by granian in one of its threads."""
        reply = self._front.at_once(request)
        if reply is not None:
            exchange.response_bytes(*reply)
        elif "CONTENT_LENGTH" in request:
            self._take_body(exchange, request)
        else:
            self._computers.submit(self._answer, exchange, request)
        self._seat.take()

    def _take_body(self, exchange: Exchange, request: WSGIEnvironment) -> None:
        # granian gives the body only in this thread.
        if not self._bodies.acquire(blocking=False):
            busy = b"Too much is being sent at once. Try again in a minute.\n"
            exchange.response_bytes(503, [("Content-Type", "text/plain"), ("Retry-After", "60")], busy)
            return
        try:
            with self._seat.left():
                take_body(request)
        except BodyTooLarge:
            log.info("A body was refused because of its size")  # the application looks again, and says so
        finally:
            self._bodies.release()
        self._computers.submit(self._answer, exchange, request)

    def _answer(self, exchange: Exchange, request: WSGIEnvironment) -> None:
        try:
            start = Start()
            pieces = self._front.computed(self._common | request, start)
            if isinstance(pieces, list):
                exchange.response_bytes(start.status, start.headers, b"".join(pieces))
            else:
                exchange.response_iter(start.status, start.headers, Pieces(pieces))
        except Exception:
            log.exception("No answer to %s", request.get("PATH_INFO"))
            exchange.response_bytes(500, [("Content-Type", "text/plain")], b"This did not work. It has been noted.\n")


class Seat:
    """Lets one of granian's threads at a time go back for more requests; the others rest until they are needed."""

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._owner = 0

    def take(self) -> None:
        """Wait until this thread may go back; at once when it is the one that may."""
        if self._owner != threading.get_ident():
            self._free.acquire()
            self._owner = threading.get_ident()

    @contextmanager
    def left(self) -> Iterator[None]:
        """Let another thread have the seat, while this one does what may take long."""
        if self._owner == threading.get_ident():
            self._owner = 0
            self._free.release()
        yield


class Start:
    """Remembers status and headers, as `start_response` of WSGI."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, _error: object = None) -> Callable[[bytes], object]:
        self.status, self.headers = int(status[:3]), headers
        return lambda _data: None


class Pieces:
    """What granian expects of a body that comes in pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._iterator = iter(pieces)

    def __iter__(self) -> Pieces:
        return self

    def __next__(self) -> bytes:
        return next(self._iterator)

    def close(self) -> None:
        close = getattr(self._pieces, "close", None)
        if close:
            close()


def _common_environment() -> dict[str, Any]:
    """Give what all requests have in common (PEP 3333)."""
    return {
        **os.environ,
        "SCRIPT_NAME": "",
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multiprocess": True,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
        "wsgi.version": (1, 0),
    }
