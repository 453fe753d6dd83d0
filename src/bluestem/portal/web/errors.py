"""Answers when something is not there or went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor registries: whatever broke may be one of them."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.utils import timezone

    page = get_template("portal/500.html", using="django_plain")
    return HttpResponse(page.render({"at": timezone.now(), "contact": settings.NETWORK_CONTACT}), status=500)
