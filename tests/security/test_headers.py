"""Every answer of every address carries headers worth an A+, and no page calls another host."""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest

from tests.crawling import ORIGIN
from tests.reading import read_html
from tests.security.access import ask, cases
from tests.security.observatory import deductions, directives, score
from tests.security.world import build

# What a browser fetches by itself, or sends what was typed to
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}


@pytest.fixture
def over_https(settings) -> None:
    """The settings of an installation whose public address is https."""
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.mark.usefixtures("over_https")
@pytest.mark.parametrize("role", ["signed out", "manager", "administrator"])
def test_every_answer_is_worth_an_a_plus_and_calls_nobody(administrator, now, role):
    world = build(administrator, now)
    browser = world.browser(role)

    found = {}
    for (pattern, _whose), _route, path in cases(world):
        answer = ask(browser, "get", path)
        found[pattern] = [*(why for _points, why in deductions(answer.headers, answer.cookies)), *other_hosts(answer)]

    assert {pattern: problems for pattern, problems in found.items() if problems} == {}
    assert len(found) > 300


def other_hosts(answer) -> list[str]:
    """What a browser would fetch from elsewhere for a page, or send elsewhere."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    page = read_html(answer.getvalue().decode(errors="replace"), strict=False)
    wanted = [(e.tag, e.get(FETCHED[e.tag])) for e in page.find_all() if e.tag in FETCHED]
    wanted += [("form", form.get("action")) for form in page.find_all("form")]
    loading = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload"}
    wanted += [("link", e.get("href")) for e in page.find_all("link") if loading & set(e.get("rel").split())]
    return [f"<{tag} {address}>" for tag, address in wanted if is_elsewhere(address)]


def is_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) and f"{parts.scheme or 'http'}://{parts.netloc}" != ORIGIN


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({}, 100),
        ({"Content-Security-Policy": ""}, 55),
        ({"Content-Security-Policy": GOOD["Content-Security-Policy"].replace("'none';", "*;", 1)}, 80),
        ({"Content-Security-Policy": "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"}, 40),
        ({"X-Content-Type-Options": ""}, 95),
        ({"Referrer-Policy": "unsafe-url"}, 95),
        ({"Strict-Transport-Security": ""}, 80),
        ({"Strict-Transport-Security": "max-age=3600"}, 90),
        ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true"}, 50),
    ],
)
def test_what_is_missing_costs_points(change, points):
    assert score({**GOOD, **change}, SimpleCookie()) == points


def test_a_careless_cookie_costs_points():
    cookies = SimpleCookie()
    cookies["sessionid"] = "x"

    assert score(GOOD, cookies) == 30
    cookies["sessionid"]["secure"] = cookies["sessionid"]["httponly"] = True
    assert score(GOOD, cookies) == 100


def test_a_policy_is_read_by_its_parts():
    assert directives("default-src 'none'; IMG-src 'self' data:;") == {
        "default-src": ["'none'"],
        "img-src": ["'self'", "data:"],
    }
