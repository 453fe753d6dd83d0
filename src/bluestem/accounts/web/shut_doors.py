"""Addresses of Wagtail's admin that would go round our sign-in, or change people behind its back."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, re_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def to_our_door(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's sign-in to ours, and from there to the page of the admin that was asked for."""
    following = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        following = reverse("wagtailadmin_home")
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': following})}")


def shut(request: HttpRequest, rest: str = "") -> NoReturn:
    raise Http404


urlpatterns = [
    path("login/", to_our_door),
    re_path(r"^(?:password_reset|users|groups)/(?P<rest>.*)$", shut),
]
