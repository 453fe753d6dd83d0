"""People with slow lines, and people who pretend to have one, keep nobody else waiting."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bluestem.cli.handover import MOST_BODIES
from bluestem.config.front.application import LONGEST_STREAMS
from tests.cli.installation import Site, serving, wait_for
from tests.cli.streaming_site import PIECE, PIECES

OK, BUSY = b"HTTP/1.1 200 OK", b"HTTP/1.1 503 Service Unavailable"


@pytest.fixture(scope="module")
def site(initialised: Path) -> Iterator[Site]:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.cli.streaming_site", "BLUESTEM_WEB_WORKERS": "1"}
    with serving(initialised, "--no-worker", **settings) as running:
        yield running


def begin(site: Site, head: str, body: bytes = b"") -> socket.socket:
    """Send a request and read nothing of its answer."""
    line = socket.create_connection(("127.0.0.1", site.port), timeout=30)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.sendall(f"{head}\r\nHost: 127.0.0.1\r\n\r\n".encode() + body)
    return line


def status(line: socket.socket) -> bytes:
    return line.recv(200).split(b"\r\n")[0]


def close(lines: list[socket.socket]) -> None:
    for line in lines:
        line.close()


def test_a_download_arrives_whole(site: Site) -> None:
    for _ in range(LONGEST_STREAMS + 2):  # each gives its place back
        code, body = site.ask("/download/")
        assert (code, len(body)) == (200, PIECES * len(PIECE))


def test_slow_readers_keep_nobody_waiting(site: Site) -> None:
    slow = [begin(site, "GET /download/ HTTP/1.1") for _ in range(LONGEST_STREAMS)]
    assert {status(line) for line in slow} == {OK}
    with closing(begin(site, "GET /download/ HTTP/1.1")) as one_more:
        assert status(one_more) == BUSY
    assert site.ask("/page/") == (200, b"<h1>Page</h1>")
    assert site.ask("/healthz")[0] == 200
    close(slow)
    wait_for("places for downloads", lambda: site.ask("/download/")[0] == 200)


def test_slow_senders_keep_nobody_waiting(site: Site) -> None:
    post = "POST /form/ HTTP/1.1\r\nContent-Length: 1000"
    slow: list[socket.socket] = []
    for _ in range(MOST_BODIES):
        slow.append(begin(site, post, b"abc"))
        assert site.ask("/page/")[0] == 200  # so that the body has its thread before the next comes
    wait_for("the last place to be taken", lambda: is_refused(site, post))
    assert site.ask("/page/") == (200, b"<h1>Page</h1>")
    slow[0].sendall(b"x" * 997)
    assert slow[0].recv(2000).endswith(b"1000 bytes")
    close(slow)
    wait_for("places for bodies", lambda: not is_refused(site, post, b"x" * 1000))


def is_refused(site: Site, head: str, body: bytes = b"") -> bool:
    with closing(begin(site, head, body)) as line:
        line.settimeout(1)
        try:
            return status(line) == BUSY
        except TimeoutError:
            return False


def test_a_view_that_fails_stops_nobody(site: Site) -> None:
    for _ in range(20):
        assert site.ask("/fail/")[0] == 500
    assert site.ask("/page/")[0] == 200
