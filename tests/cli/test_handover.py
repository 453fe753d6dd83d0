"""The hand-over from granian: finished pages at once, the rest by other threads, one thread at the door."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable

import pytest
from granian.server import mp

from bluestem.cli.handover import Handover, Seat, hand_over
from bluestem.config.front.application import Front
from bluestem.config.front.pages import FinishedPages, Headers


class Exchange:
    """What granian gives for one request."""

    def __init__(self) -> None:
        self.answered = threading.Event()
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.thread = ""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        self.status, self.headers, self.body = status, dict(headers), body
        self.thread = threading.current_thread().name
        self.answered.set()

    def response_iter(self, status: int, headers: Headers, body: Iterable[bytes]) -> None:
        self.response_bytes(status, headers, b"".join(body))


class Answer:
    """What Django gives."""

    def __init__(self, content: bytes, *, streaming: bool = False) -> None:
        self.content = content
        self.streaming = streaming

    def __iter__(self):
        return iter([self.content])

    def close(self) -> None:
        """Nothing is open."""


def application(environ, start_response) -> Answer:
    if environ["PATH_INFO"] == "/fails":
        raise RuntimeError("The application fails.")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", "public")])
    body = environ["wsgi.input"].read() if "CONTENT_LENGTH" in environ else environ["SCRIPT_NAME"].encode() + b"page"
    return Answer(body, streaming=environ["PATH_INFO"] == "/stream")


@pytest.fixture
def handover() -> Handover:
    return Handover(Front(application, pages=FinishedPages(lambda: 1), files=None, readiness=lambda: ""))


def ask(handover: Handover, path: str, method: str = "GET", **more: object) -> Exchange:
    exchange = Exchange()
    handover.receive(exchange, {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", **more})
    assert exchange.answered.wait(10)
    return exchange


def test_this_granian_can_hand_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mp, "_wsgi_call_wrap", mp._wsgi_call_wrap)
    assert hand_over()


def test_a_granian_built_in_another_way_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(callback: object) -> object:
        return callback

    monkeypatch.setattr(mp, "_wsgi_call_wrap", changed)
    assert not hand_over()
    assert mp._wsgi_call_wrap is changed


def test_the_first_is_computed_elsewhere_the_second_answered_at_once(handover: Handover) -> None:
    first, second = ask(handover, "/page"), ask(handover, "/page")
    assert (first.status, first.body) == (second.status, second.body) == (200, b"page")
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.thread.startswith("answer")
    assert second.thread == threading.current_thread().name


def test_a_long_answer_is_sent_by_another_thread(handover: Handover) -> None:
    exchange = ask(handover, "/stream")
    assert (exchange.status, exchange.body) == (200, b"page")
    assert exchange.thread.startswith("answer")


def test_a_body_is_taken_by_the_thread_that_received_it(handover: Handover) -> None:
    body = io.BytesIO(b"hello")
    exchange = ask(handover, "/form", "POST", CONTENT_LENGTH="5", **{"wsgi.input": body})
    assert exchange.body == b"hello"
    assert body.read() == b""


def test_a_body_that_is_too_large_is_refused(handover: Handover) -> None:
    exchange = ask(handover, "/form", "POST", CONTENT_LENGTH=str(2**40), **{"wsgi.input": io.BytesIO(b"x")})
    assert exchange.status == 413


def test_who_fails_is_answered_too(handover: Handover, caplog: pytest.LogCaptureFixture) -> None:
    assert ask(handover, "/fails").status == 500
    assert "No answer to /fails" in caplog.text
    assert ask(handover, "/page").status == 200


def test_one_thread_at_a_time_has_the_seat() -> None:
    seat, arrived = Seat(), threading.Event()
    seat.take()
    seat.take()  # whoever has it may take it again

    def wait() -> None:
        seat.take()
        arrived.set()

    other = threading.Thread(target=wait)
    other.start()
    assert not arrived.wait(0.05)
    with seat.left():
        assert arrived.wait(10)
    other.join()
