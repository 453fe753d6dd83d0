"""A web server on this machine that behaves badly, for tests of the outgoing client."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Strange:
    """The running server: its port, what it was asked, and what it answers by path."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.over = threading.Event()
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
            "/drip": self._drip,
            "/slow-headers": self._slow_headers,
            "/endless": self._endless,
            "/bomb": self._bomb,
            "/huge": self._huge,
            "/nonsense": self._nonsense,
        }

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        """Have a path redirect to an address."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Location", target)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.answers[path] = answer

    def serve(self, path: str, content: bytes, status: int = 200, **headers: str) -> None:
        """Have a path answer with content."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(content)

        self.answers[path] = answer

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not self.over.wait(0.05):
            handler.wfile.write(b".")

    def _slow_headers(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.over.wait(0.05):
            handler.wfile.write(b"X-More: yes\r\n")

    def _endless(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not self.over.is_set():
            handler.wfile.write(b"x" * 65_536)

    def _bomb(self, handler: BaseHTTPRequestHandler) -> None:
        packed = gzip.compress(b"\0" * 50_000_000)
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(packed)))
        handler.end_headers()
        handler.wfile.write(packed)

    def _huge(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "9000000000")
        handler.end_headers()

    def _nonsense(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def handler_of(strange: Strange) -> type[BaseHTTPRequestHandler]:
    """Give the class that answers requests as the strange server says."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            strange.asked.append((self.command, self.path, dict(self.headers)))
            strange.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            answer = strange.answers.get(self.path)
            try:
                answer(self) if answer else self.send_error(404)
            except OSError:
                self.close_connection = True  # the client has gone, as it should

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *_words: object) -> None:
            return

    return Handler


@contextmanager
def strange_server() -> Iterator[Strange]:
    """Run the server for as long as the block."""
    strange = Strange()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(strange))
    strange.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield strange
    finally:
        strange.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
