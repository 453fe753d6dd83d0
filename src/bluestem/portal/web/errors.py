"""Answers when something is not there or went wrong."""

from __future__ import annotations

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(
        request,
        400,
        _("We could not read this request"),
        _("Part of the address or of the form was damaged. Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(
        request,
        403,
        _("This is not open to you"),
        _("Sign in with an account that may do this, or ask the secretariat."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _say(
        request,
        404,
        _("There is nothing at this address"),
        _("It may have moved, or the address has a mistake. Search for it, or start from a list."),
    )


def _say(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    return render(request, "portal/error.html", {"heading": heading, "advice": advice}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say what happened without database, session or registries: whatever broke may be one of them."""
    reference = secrets.token_hex(4)
    logger.error("Answered 500 for %s, reference %s", request.path, reference)
    context = {"now": timezone.now(), "reference": reference, "contact": settings.NETWORK_CONTACT}
    return HttpResponse(render_to_string("portal/500.html", context), status=500)
