"""Links that end something without signing in (RFC 8058): what can be ended, and the signed addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

SALT = "messaging.stop"


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Something that one click in a mail ends.

    name: first part of a target `name:argument`. describe: gives in words what ends, or None when there is nothing
    left to end. stop: ends it; is called again without harm.
    """

    name: str
    describe: Callable[[str], str | None]
    stop: Callable[[str, datetime], None]


class UnknownStop(LookupError):
    """The address was not made by this installation, or what it ends is no longer offered."""


_stops: dict[str, Stop] = {}


def register_stop(stop: Stop) -> None:
    """Declare what can be ended by a link; raise ValueError if the name is taken."""
    if stop.name in _stops:
        raise ValueError(f"{stop.name} is declared twice.")
    _stops[stop.name] = stop


def stop_address(target: str) -> str:
    """Give the absolute address that ends `name:argument`; it holds for as long as the secret key does."""
    # One address for all languages: machines post to it, and it must not change with the reader's settings.
    with override(settings.LANGUAGE_CODE):
        return settings.ORIGIN + reverse("messaging:stop", args=[signing.dumps(target, salt=SALT)])


def find_stop(token: str) -> tuple[Stop, str]:
    """Give what a token ends and its argument. Raises UnknownStop."""
    try:
        name, _colon, argument = str(signing.loads(token, salt=SALT)).partition(":")
        return _stops[name], argument
    except (signing.BadSignature, KeyError, ValueError):
        raise UnknownStop from None
