"""Other sites as tests see them: a server on this machine under several names, and what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bluestem.kit.outgoing import Outgoing
from bluestem.links.visiting import SECONDS
from tests.kit.strange_server import Strange, strange_server


class Sites:
    """Names that lead to the server; every other name leads to a private address."""

    def __init__(self, strange: Strange) -> None:
        self.strange = strange
        self.names = {"one.example", "two.example", "127.0.0.1"}

    def url(self, path: str, host: str = "one.example") -> str:
        return self.strange.url(path, host)

    def client(self, **limits) -> Outgoing:
        settings = {"seconds": SECONDS, "ports": {self.strange.port}, "allowed": ("127.0.0.0/8",), **limits}
        return Outgoing(user_agent="Bluestem-test/1.0", resolve=self._resolve, **settings)

    def asked(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _headers in self.strange.asked]

    def _resolve(self, host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host in self.names else ["10.0.0.1"]


@contextmanager
def other_sites() -> Iterator[Sites]:
    """Run the other sites for as long as the block."""
    with strange_server() as strange:
        yield Sites(strange)
