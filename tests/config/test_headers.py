"""Headers of every answer."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from bluestem.config.middleware import SecurityHeaders, strict_transport


def test_an_answer_is_private_and_runs_nothing_foreign_unless_its_view_says_so() -> None:
    answer = SecurityHeaders(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "private, no-store"
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "script-src 'self';" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_a_view_says_stays() -> None:
    def view(_request: object) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public", "Content-Security-Policy": "default-src 'none'"})

    answer = SecurityHeaders(view)(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "public"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("seconds", "whole", "found"),
    [
        (0, True, {}),
        (60, False, {"Strict-Transport-Security": "max-age=60"}),
        (60, True, {"Strict-Transport-Security": "max-age=60; includeSubDomains; preload"}),
    ],
)
def test_browsers_are_kept_on_https(settings, seconds: int, whole: bool, found: dict[str, str]) -> None:
    settings.SECURE_HSTS_SECONDS = seconds
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = whole
    assert strict_transport() == found
