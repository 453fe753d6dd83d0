"""Choose a theme; look at every component."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from bluestem.ui.themes import COOKIE, ONE_YEAR, THEMES
from bluestem.ui.web.samples import samples


# No CSRF token: the form stands in pages that are cached for all readers alike, and a token would make each
# unique and set a cookie. Nothing but this browser's colours changes, and `_from_this_site` refuses other sites.
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep `theme` (light or dark) in a cookie, or forget it (anything else), and go back to `next`."""
    if not _from_this_site(request):
        return HttpResponseForbidden(_("This choice can only be made on this site."), content_type="text/plain")
    response = HttpResponseRedirect(_safe_target(request))
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        # Readable by script, so that static/ui/js/theme.js can change the page without loading it again.
        response.set_cookie(COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in each of its states; open to all in development and in the sample network."""
    user = getattr(request, "user", None)
    if not (settings.DEBUG or settings.DEMO or (user is not None and user.is_staff)):
        raise Http404
    return render(request, "ui/patterns.html", samples())


def _from_this_site(request: HttpRequest) -> bool:
    """Browsers name the relation of the two sites; older ones give at least the origin of a POST."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") else "/"
