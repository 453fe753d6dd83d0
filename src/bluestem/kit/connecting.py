"""Connections of the outgoing client: to exactly the address that was checked, and over by a fixed moment."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore

from bluestem.kit.addresses import Network, is_in, is_public

Resolve = Callable[[str, int], list[str]]


class NotPublic(Exception):
    """A name leads to an address that may not be called."""


class Deadline:
    """A moment on a clock that never goes back."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Give the seconds that remain. Raises httpcore.TimeoutException when there are none."""
        remaining = self._end - self._clock()
        if remaining <= 0:
            raise httpcore.TimeoutException("The time for the whole exchange is over.")
        return remaining


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore.

    A name is resolved once. Every address it has must be public or `allowed`; the connection goes to the digits that
    were checked, so a name that resolves differently a moment later changes nothing.
    """

    def __init__(self, *, resolve: Resolve, allowed: tuple[Network, ...], deadline: Deadline) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address.")
        for address in self._checked(host, port):
            try:
                stream = self._sockets.connect_tcp(address, port, self._deadline.left(), None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise NotPublic("A socket of this machine is not on the internet.")

    def _checked(self, host: str, port: int) -> list[str]:
        addresses = resolve_within(self._resolve, host, port, seconds=self._deadline.left())
        for address in addresses:
            if not (is_public(address) or self._is_allowed(address)):
                raise NotPublic(f"{host} leads to {address}, which is not on the public internet.")
        return addresses

    def _is_allowed(self, address: str) -> bool:
        try:
            return is_in(ip_address(address), self._allowed)
        except ValueError:
            return False


class TimedStream(httpcore.NetworkStream):
    """A connection on which every wait ends with the deadline, however little comes at a time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of a name as digits, each once. Raises httpcore.ConnectError where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} has no address.") from error
    return list(dict.fromkeys(str(place[0]) for *_kind, place in found))


def resolve_within(ask: Resolve, host: str, port: int, *, seconds: float) -> list[str]:
    """Ask for the addresses of a name, but no longer than so many seconds: the system's own answer has no limit.

    Raises httpcore.ConnectTimeout, or what `ask` raises.
    """
    answers: list[list[str]] = []
    failures: list[Exception] = []

    def asking() -> None:
        try:
            answers.append(ask(host, port))
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            failures.append(error)

    thread = threading.Thread(target=asking, name="resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    if failures:
        raise failures[0]
    if not answers:
        raise httpcore.ConnectTimeout(f"Nobody said in time where {host} is.")
    return answers[0]
