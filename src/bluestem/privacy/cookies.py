"""The register of cookies: rooms that set one say so here, and the privacy notice lists them."""

from __future__ import annotations

from dataclasses import dataclass

from bluestem.ui.api import Text


@dataclass(frozen=True, kw_only=True)
class Cookie:
    """A cookie that the site may set: its name, what it is for, when it is set, how long it lasts."""

    name: str
    purpose: Text
    when: Text
    lasts: Text


_cookies: dict[str, Cookie] = {}


def register_cookie(cookie: Cookie) -> None:
    """Declare a cookie; raise ValueError if its name is taken."""
    if cookie.name in _cookies:
        raise ValueError(f"The cookie {cookie.name} is registered twice.")
    _cookies[cookie.name] = cookie


def cookies() -> list[Cookie]:
    """Give every declared cookie, by name."""
    return [_cookies[name] for name in sorted(_cookies)]
