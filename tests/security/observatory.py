"""What MDN's HTTP Observatory would take off for an answer.

Its rules and points as of version 1.4 (github.com/mdn/mdn-http-observatory, src/grader/charts.js): a site starts with
100 points; 100 and more is A+. Only deductions are reckoned here, so 100 here is A+ there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie

HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*")


def score(headers: Mapping[str, str], cookies: SimpleCookie) -> int:
    """Give the points that are left of 100."""
    return 100 - sum(points for points, _why in deductions(headers, cookies))


def deductions(headers: Mapping[str, str], cookies: SimpleCookie) -> Iterator[tuple[int, str]]:
    """Give what is taken off and why."""
    policy = directives(headers.get("Content-Security-Policy", ""))
    if not policy:
        yield 25, "no Content-Security-Policy"
    for name in ("script-src", "object-src", "style-src"):
        if policy and set(UNSAFE) & set(policy.get(name, policy.get("default-src", ["*"]))):
            yield 20, f"{name} lets in what it should not"
    if "frame-ancestors" not in policy and headers.get("X-Frame-Options", "").upper() not in ("DENY", "SAMEORIGIN"):
        yield 20, "may be framed by anybody"
    if headers.get("X-Content-Type-Options", "").lower() != "nosniff":
        yield 5, "content may be guessed"
    if not set(headers.get("Referrer-Policy", "").replace(" ", "").split(",")) <= PRIVATE:
        yield 5, "tells other sites where readers come from"
    if headers.get("Access-Control-Allow-Origin") == "*" and headers.get("Access-Control-Allow-Credentials"):
        yield 50, "anybody's script may read it"
    yield from _transport(headers.get("Strict-Transport-Security", ""))
    yield from _cookies(cookies)


def directives(policy: str) -> dict[str, list[str]]:
    """Give the parts of a Content-Security-Policy: name to sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def _cookies(cookies: SimpleCookie) -> Iterator[tuple[int, str]]:
    for name, cookie in cookies.items():
        if not cookie["secure"]:
            yield 40, f"the cookie {name} goes over plain http"
        if not cookie["httponly"]:
            yield 30, f"scripts read the cookie {name}"


def _transport(value: str) -> Iterator[tuple[int, str]]:
    ages = [part.partition("=")[2] for part in value.replace(" ", "").split(";") if part.startswith("max-age=")]
    if not ages:
        yield 20, "browsers may come back over plain http"
    elif int(ages[0]) < HALF_A_YEAR:
        yield 10, "browsers forget https too soon"
