"""One visit: headers first, then the page, and never a private address."""

from __future__ import annotations

import pytest

from bluestem.links.choices import Trouble
from bluestem.links.rules import Visit
from bluestem.links.visiting import visit


def test_a_good_page_costs_its_headers_only(sites):
    sites.strange.serve("/page", b"hello")

    assert visit(sites.client(), sites.url("/page")) == Visit(200)
    assert sites.asked() == [("HEAD", "/page")]


def test_a_server_that_knows_no_head_is_asked_for_the_page(sites):
    def answer(handler) -> None:
        handler.send_response(404 if handler.command == "HEAD" else 200)
        handler.end_headers()

    sites.strange.answers["/page"] = answer

    assert visit(sites.client(), sites.url("/page")) == Visit(200)
    assert sites.asked() == [("HEAD", "/page"), ("GET", "/page")]


def test_a_large_page_is_not_read(sites):
    assert visit(sites.client(most_bytes=10), sites.url("/endless")).trouble is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/missing", Visit(404, Trouble.GONE)),
        ("/nonsense", Visit(trouble=Trouble.UNREACHABLE)),
        ("/slow-headers", Visit(trouble=Trouble.SLOW)),
    ],
)
def test_failures_have_names(sites, path, found):
    assert visit(sites.client(seconds=0.3), sites.url(path)) == found


def test_a_busy_site_is_asked_once(sites):
    sites.strange.serve("/page", b"", status=429, Retry_After="7200")

    assert visit(sites.client(), sites.url("/page")).wait.total_seconds() == 7200
    assert sites.asked() == [("HEAD", "/page")]


@pytest.mark.parametrize("host", ["private.example", "10.0.0.1", "169.254.169.254", "[::1]"])
def test_private_addresses_are_never_asked(sites, host):
    sites.strange.redirect("/away", f"http://{host}:{sites.strange.port}/secret")

    assert visit(sites.client(), sites.url("/secret", host)) == Visit(trouble=Trouble.FORBIDDEN)
    assert visit(sites.client(), sites.url("/away")) == Visit(trouble=Trouble.FORBIDDEN)
    assert sites.asked() == [("HEAD", "/away")]
