"""Hostile input to every address and form: no failure of the server, no markup that lives, no way to another site.

The suite sends a share; `HOSTILE_REQUESTS=2500` sends as many for each role.
"""

from __future__ import annotations

import os

import pytest
from django.http import HttpResponse

from tests.security.access import cases
from tests.security.hostile import MARKUP, Walk, markup_in, wrong_with
from tests.security.world import build

REQUESTS = int(os.environ.get("HOSTILE_REQUESTS", "120"))
SEED = int(os.environ.get("HOSTILE_SEED", "20261122"))
# Where these answers are right, or where a browser would be led away on purpose
APART = ("admin/failwhale/", "account/sign-out/")


@pytest.mark.parametrize("role", ["signed out", "member", "manager", "editor"])
def test_hostile_requests_do_no_harm(administrator, now, role):
    world = build(administrator, now)
    browser = world.browser(role)
    paths = [path for (pattern, _whose), _route, path in cases(world) if pattern not in APART]

    walk = Walk(browser, paths, REQUESTS, SEED)

    assert walk.run() == []
    assert walk.sent >= REQUESTS


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_that_lives_would_be_noticed(typed):
    assert list(markup_in(f'<!doctype html><html><p title="{typed}">{typed}</p></html>')) != []


def test_markup_that_is_written_as_text_is_no_problem():
    assert (
        list(markup_in("<p title='&lt;script&gt;xq7z()'>&lt;script&gt;xq7z()&lt;/script&gt; onload=xq7z()</p>")) == []
    )


@pytest.mark.parametrize(
    ("status", "location", "problems"),
    [(500, "", 1), (503, "", 0), (302, "/me/", 0), (302, "//evil.example", 1), (302, "javascript:alert(1)", 1)],
)
def test_failures_and_ways_out_would_be_noticed(status, location, problems):
    headers = {"Location": location} if location else {}

    assert len(list(wrong_with(HttpResponse(status=status, headers=headers)))) == problems
