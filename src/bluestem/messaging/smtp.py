"""Talking to a mail server, so that it is known at each step whether the mail can have left (RFC 5321)."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.mail.message import sanitize_address

TIMEOUT = 15.0  # seconds for each answer of the server
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_GO_ON = 354
_CLOSING = 421
# Enhanced status codes (RFC 3463) of an address that does not exist or is closed for good, and the plain codes that
# servers without enhanced ones give for it. Full mailboxes and refused contents say nothing about the address.
_BAD_ADDRESS = re.compile(r"\b5\.(1\.\d{1,3}|2\.1)\b")
_ENHANCED = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
_PLAIN_BAD_ADDRESS = (550, 551, 553)


class ServerLost(Exception):
    """The server cannot be reached or wants nothing now. The mail has not left; any later time is right."""


class Delayed(Exception):
    """The server does not take this mail now, but may later. The mail has not left; others may be tried."""


class Refused(Exception):
    """The server refuses this mail for good. `is_bad_address`: because no such address takes mail."""

    def __init__(self, answer: str, *, is_bad_address: bool = False) -> None:
        super().__init__(answer)
        self.is_bad_address = is_bad_address


class Unknown(Exception):
    """The connection broke after the text was handed over: nobody can know whether the server keeps it."""


@dataclass(frozen=True)
class Server:
    """A mail server as `BLUESTEM_MAIL_URL` names it."""

    host: str
    port: int
    user: str
    password: str
    tls_from_start: bool

    @classmethod
    def read(cls, url: str) -> Server:
        """Read smtp://user:password@host:port or smtps://…; ports are 587 and 465 unless given."""
        parts = urlsplit(url)
        from_start = parts.scheme == "smtps"
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if from_start else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls_from_start=from_start,
        )


class Session:
    """An open connection that delivers one mail after the other.

    Open it, then use it as a context manager, which closes it.
    """

    def __init__(self, server: Server) -> None:
        self._server = server

    def open(self) -> None:
        """Connect. Raises ServerLost, also when the server does not take our password or gives no TLS: that is a
        mistake in the settings, and no fault of a mail.
        """
        try:
            self._smtp = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerLost(f"{self._server.host}:{self._server.port}: {_words(error)}") from error

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()

    def hand_over(self, *, sender: str, recipient: str, message: bytes, at_the_door: Callable[[], bool]) -> str:
        """Deliver one mail; give the server's words.

        at_the_door is called when the server has agreed to take the text, before the first byte of it; the mail only
        leaves if it gives True. Raises ServerLost, Delayed, Refused, or Unknown.
        """
        try:
            self._envelope(sender, recipient)
        except (OSError, smtplib.SMTPException) as error:
            raise ServerLost(_words(error)) from error
        if not at_the_door():
            self._smtp.close()  # the server throws away a text that never ended
            raise ServerLost("Somebody else took this mail over.")
        try:
            self._smtp.send(_stuffed(message))
            code, answer = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise Unknown(_words(error)) from error
        _judge(code, answer, expected=250)
        return answer.decode(errors="replace")

    def _connected(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.tls_from_start:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
            if server.host not in LOOPBACK:
                smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, server.password)
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _envelope(self, sender: str, recipient: str) -> None:
        try:
            address = sanitize_address(recipient, "ascii")
        except (ValueError, UnicodeError):
            raise Refused(f"{recipient} is no mail address.", is_bad_address=True) from None
        self._smtp.rset()
        _judge(*self._smtp.mail(sender), expected=250)
        _judge(*self._smtp.rcpt(address), expected=250, is_address=True)
        _judge(*self._smtp.docmd("data"), expected=_GO_ON)


def _judge(code: int, answer: bytes, *, expected: int, is_address: bool = False) -> None:
    words = f"{code} {answer.decode(errors='replace')}"
    if code == expected or (expected == 250 and code == 251):
        return
    if code == _CLOSING or code < 400:
        raise ServerLost(words)
    if code < 500:
        raise Delayed(words)
    raise Refused(words, is_bad_address=is_address and _is_bad_address(code, words))


def _is_bad_address(code: int, words: str) -> bool:
    return bool(_BAD_ADDRESS.search(words)) or (code in _PLAIN_BAD_ADDRESS and not _ENHANCED.search(words))


def _stuffed(message: bytes) -> bytes:
    """Give the text as it travels: a dot at the start of a line doubled, and the dot that ends it all."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    stuffed = re.sub(rb"(?m)^\.", b"..", lines)
    return (stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n") + b".\r\n"


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        return f"{error.smtp_code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"
    return str(error) or type(error).__name__
