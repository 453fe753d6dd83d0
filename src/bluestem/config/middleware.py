"""Headers of every answer: nothing runs, loads or frames what we did not write."""

from __future__ import annotations

import logging
from collections.abc import Callable
from json import JSONDecodeError

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, reverse
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "frame-src 'self'",  # previews in the admin; only a preview lets itself be framed
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Add the security headers; keep those that a view set itself. Private unless a view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = HEADERS | strict_transport()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefuseMalformedForms:
    """Answer 400 to forms of the admin that no page of ours sends.

    Wagtail reads formatted text and lists of blocks as JSON and counters that its own scripts write; without them, or
    with something else in their place, it fails as if that were a fault of the server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give the page for a bad request, or None to leave the exception to others."""
        is_malformed = isinstance(exception, JSONDecodeError | MultiValueDictKeyError)
        if not is_malformed or request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        logger.warning("A form without what our pages send: %s", request.path)
        return get_resolver().resolve_error_handler(400)(request, exception)  # type: ignore[call-arg]


def strict_transport() -> dict[str, str]:
    """Give the header that keeps browsers on https; none where the public address is not https."""
    if not settings.SECURE_HSTS_SECONDS:
        return {}
    value = f"max-age={settings.SECURE_HSTS_SECONDS}"
    value += "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    value += "; preload" if settings.SECURE_HSTS_PRELOAD else ""
    return {"Strict-Transport-Security": value}
