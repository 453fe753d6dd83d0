"""Whoever must have a second factor sets it up before anything else."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from bluestem.accounts.second_factor import has_second_factor, needs_second_factor

THERE = "second_factor_is_there"


class RequireSecondFactor:
    """Send a person whose role needs a second factor to set it up; their settings and signing out stay open.

    In a sample network (BLUESTEM_DEMO) nobody is held up: its sign-ins are public, so a factor would protect nothing
    and the first visitor to set one up would lock out all others. The settings say there that the role needs one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return redirect("mfa_index") if self.is_held_up(request) else self.get_response(request)

    def is_held_up(self, request: HttpRequest) -> bool:
        # Without the cookie there is no session to ask: pages for everybody must not come to depend on one.
        if settings.DEMO or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        if not request.user.is_authenticated or request.session.get(THERE):
            return False
        if request.path.startswith(reverse("accounts:settings")) or not needs_second_factor(request.user):
            return False
        request.session[THERE] = has_second_factor(request.user)
        return not request.session[THERE]
