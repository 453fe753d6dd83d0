"""Mail servers for tests: what they took, and the ways in which they fail."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Postbox:
    """Takes mails, or answers as told. `refuse`: address to the answer for it. `hang`: hold the text back."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.refuse: dict[str, str] = {}
        self.answer = "250 2.0.0 taken"
        self.hang = threading.Event()
        self.reached = threading.Event()
        self.close_after_text = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server: SMTP, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
        self.reached.set()
        while self.hang.is_set():
            await asyncio.sleep(0.02)
        if self.close_after_text:
            server.transport.abort()
        return self.answer

    @property
    def addresses(self) -> list[str]:
        return [address for address, _content in self.taken]


@contextmanager
def mail_server() -> Iterator[tuple[Postbox, str]]:
    """Run a server; give its postbox and its address as a setting."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), ready_timeout=10)
    controller.start()
    try:
        yield box, f"smtp://127.0.0.1:{controller.port}"
    finally:
        box.hang.clear()
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
