"""One click ends a kind of mail, without signing in (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bluestem.messaging.stopping import UnknownStop, find_stop


# Mail programs post here without a cookie or a form of ours; the signed token says who asked for what.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Say what ends, with a button; end it on a post. Opening the link alone changes nothing: scanners open links."""
    try:
        found, argument = find_stop(token)
    except UnknownStop:
        raise Http404 from None
    what = found.describe(argument)
    if request.method == "POST" and what is not None:
        found.stop(argument, timezone.now())
    done = request.method == "POST" or what is None
    return render(request, "messaging/stop.html", {"what": what, "done": done})
