"""What robots and those who report a weakness look for: sitemap, robots.txt, security.txt."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import registry
from bluestem.interfaces.sitemaps import index_text, pages_text, records_text
from bluestem.ui.api import public_page

XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
# Personal, or the same list in endless orders; what is public elsewhere is found through the sitemap.
NOT_FOR_ROBOTS = ("/admin/", "/account/", "/*/account/", "/me/", "/*/me/")
SECURITY_HOLDS = timedelta(days=180)


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(index_text(), content_type=XML)


@require_safe
@public_page
def sitemap_part(request: HttpRequest, name: str, part: int) -> HttpResponse:
    if name == "pages" and part == 0:
        return HttpResponse(pages_text(), content_type=XML)
    text = records_text(registry[name], part) if name in registry and part < 10**9 else None
    if text is None:
        raise Http404
    return HttpResponse(text, content_type=XML)


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {settings.ORIGIN}{reverse('interfaces_machines:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
@public_page
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    expires = (timezone.now() + SECURITY_HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.NETWORK_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.ORIGIN}{reverse('interfaces_machines:security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
