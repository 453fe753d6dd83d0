"""The one client for calls to other machines: link checker, feeds, webhooks, harvesting.

Whoever gives us an address may want us to call what only we can reach. So: http and https only, on their usual ports;
addresses of the public internet only, checked after the name is resolved and again at each redirect; the connection
goes to the very address that was checked; a limit for the whole time and for the size, also after unpacking; no
credentials, no cookies, no proxy of the environment; headers of the caller stay with the host they were meant for.

    client = Outgoing(user_agent=site_agent())
    answer = client.get("https://example.org/feed.xml")
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from ipaddress import ip_network
from typing import cast

import httpcore
import httpx
from django.conf import settings

from bluestem.kit.connecting import CheckedBackend, Deadline, NotPublic, Resolve, resolve

USUAL_PORTS = frozenset({80, 443})
REDIRECTS = {301, 302, 303, 307, 308}
FOLLOWED = {"GET", "HEAD"}
# What a caller may not set: who we are, what we can unpack, and where the message goes and ends
OURS = {"host", "user-agent", "accept-encoding", "connection", "content-length", "transfer-encoding", "upgrade"}
PIECE = 65_536


class OutgoingFailed(Exception):
    """A call to another machine came to nothing; the message says why."""


class NotAllowed(OutgoingFailed):
    """The address is not one that we call: its scheme, port or place, a password in it, or too many redirects."""


class TooLarge(OutgoingFailed):
    """The answer is larger than the limit, as it comes or once unpacked."""


class TimedOut(OutgoingFailed):
    """The whole exchange took longer than its limit."""


class Unreachable(OutgoingFailed):
    """There is no such name, nobody answers, or the answer is not HTTP."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What another machine answered, whatever its status. `url` is where the answer came from at last."""

    status: int
    headers: httpx.Headers
    url: str
    content: bytes
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Call:
    method: str
    headers: Mapping[str, str]
    content: bytes
    read: bool


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A client with its limits.

    user_agent: says who calls and where to complain.
    seconds: for one call with all its redirects. most_bytes: of the answer, packed and unpacked.
    ports: that may be called. allowed: networks beside the public internet, such as `127.0.0.0/8` for tests.
    resolve: gives the addresses of a name; the system's own by default.
    """

    user_agent: str
    seconds: float = 20.0
    most_bytes: int = 5_000_000
    most_redirects: int = 5
    ports: Collection[int] = USUAL_PORTS
    allowed: tuple[str, ...] = ()
    resolve: Resolve = resolve
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, read: bool = True) -> Answer:
        """Fetch an address; `read=False` leaves the body where it is. Raises an OutgoingFailed."""
        return self.call("GET", url, headers=headers, read=read)

    def head(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for the headers of an address. Raises an OutgoingFailed."""
        return self.call("HEAD", url, headers=headers, read=False)

    def post(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Send something to an address; a redirect is an answer and is not followed. Raises an OutgoingFailed."""
        return self.call("POST", url, headers=headers, content=content)

    def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        read: bool = True,
    ) -> Answer:
        """Make one call and follow its redirects (GET and HEAD only). Raises an OutgoingFailed."""
        call = _Call(method=method, headers=headers or {}, content=content, read=read and method != "HEAD")
        try:
            return self._follow(call, self._checked(url))
        except NotPublic as error:
            raise NotAllowed(str(error)) from error
        except httpcore.TimeoutException as error:
            raise TimedOut(f"{url} took longer than {self.seconds:g} seconds.") from error
        except (httpcore.LocalProtocolError, UnicodeError) as error:
            raise NotAllowed(f"The request cannot be sent: {error}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise Unreachable(f"{url} could not be reached: {error}") from error

    def _follow(self, call: _Call, url: httpx.URL) -> Answer:
        deadline = Deadline(self.seconds, self.clock)
        visited: list[str] = []
        while True:
            answer = self._exchange(call, url, deadline)
            target = answer.headers.get("location") if answer.status in REDIRECTS else None
            if target is None or call.method not in FOLLOWED:
                return replace(answer, redirects=tuple(visited))
            if len(visited) >= self.most_redirects:
                raise NotAllowed(f"There are more than {self.most_redirects} redirects.")
            visited.append(str(url))
            following = self._checked(str(_joined(url, target)))
            call = call if _origin(following) == _origin(url) else replace(call, headers={})
            url = following

    def _exchange(self, call: _Call, url: httpx.URL, deadline: Deadline) -> Answer:
        """Make one request on a connection of its own and read the answer."""
        networks = tuple(ip_network(text) for text in self.allowed)
        backend = CheckedBackend(resolve=self.resolve, allowed=networks, deadline=deadline)
        place = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        request = httpcore.Request(call.method, place, headers=self._headers(url, call), content=call.content or None)
        with httpcore.ConnectionPool(ssl_context=_trust(), network_backend=backend, max_connections=1) as pool:
            response = pool.handle_request(request)
            try:
                headers = httpx.Headers(response.headers)
                wanted = call.read and response.status not in REDIRECTS
                body = self._body(cast("Iterable[bytes]", response.stream), headers) if wanted else b""
            finally:
                response.close()
        return Answer(status=response.status, headers=headers, url=str(url), content=body)

    def _body(self, pieces: Iterable[bytes], headers: httpx.Headers) -> bytes:
        announced = headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced) > self.most_bytes:
            raise TooLarge(f"The answer has {announced} bytes; the limit is {self.most_bytes}.")
        limited = _limited(pieces, self.most_bytes)
        return b"".join(_limited(_unpacked(limited, headers.get("content-encoding", "")), self.most_bytes))

    def _headers(self, url: httpx.URL, call: _Call) -> list[tuple[bytes, bytes]]:
        own = {"Host": url.netloc.decode("ascii"), "User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate"}
        given = {name: value for name, value in call.headers.items() if name.lower() not in OURS}
        if call.content:
            own["Content-Length"] = str(len(call.content))
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in {**own, **given}.items()]

    def _checked(self, text: str) -> httpx.URL:
        try:
            url = httpx.URL(text)
        except (httpx.InvalidURL, ValueError) as error:
            raise NotAllowed(f"This is no web address: {error}") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise NotAllowed("Only addresses with http:// or https:// are called.")
        if url.userinfo:
            raise NotAllowed("An address with a name or password in it is not called.")
        if _port(url) not in self.ports:
            raise NotAllowed(f"The port {_port(url)} is not called.")
        return url.copy_with(fragment=None)


def site_agent() -> str:
    """Give the name under which this installation calls others, with the address where to learn more."""
    return f"Bluestem/{version('bluestem')} (+{settings.ORIGIN})"


def _joined(url: httpx.URL, target: str) -> httpx.URL:
    try:
        return url.join(target)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAllowed(f"It redirects to what is no web address: {error}") from error


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, _port(url)


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _limited(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise TooLarge(f"The answer is larger than {most} bytes.")
        yield piece


def _unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Unpack gzip and deflate (RFC 9110, 8.4.1) in small pieces, so that a bomb is noticed before it fills memory."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from pieces
    elif coding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(pieces, zlib.MAX_WBITS | 32)
    else:
        raise Unreachable(f"The answer is packed as {coding[:40]!r}, which was not asked for.")


def _inflated(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    machine = zlib.decompressobj(window)
    try:
        for piece in pieces:
            rest = piece
            while rest and not machine.eof:
                yield machine.decompress(rest, PIECE)
                rest = machine.unconsumed_tail
        yield machine.flush()
    except zlib.error as error:
        raise Unreachable(f"The answer cannot be unpacked: {error}") from error
