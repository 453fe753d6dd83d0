"""Pages of the admin: our templates inside Wagtail's frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bluestem.publishing.queries import decided_kinds
from bluestem.publishing.rules import may_decide_on


def desk_page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    context: Mapping[str, Any],
    icon: str = "tasks",
    status: int = 200,
) -> HttpResponse:
    """Answer with a Jinja template inside the frame of Wagtail's admin."""
    body = mark_safe(render_to_string(template, dict(context), request))  # noqa: S308 - rendered with autoescape
    return render(request, "publishing/desk.html", {"title": title, "icon": icon, "body": body}, status=status)


def require_decider(request: HttpRequest, kind: str = "") -> None:
    """Raise PermissionDenied unless the person decides about records of a kind, or of any."""
    allowed = may_decide_on(request.user, kind) if kind else bool(decided_kinds(request.user))
    if not allowed:
        raise PermissionDenied


def sentences_of(error: ValidationError) -> list[str]:
    """Give the sentences of an error, without the names of fields."""
    return [str(sentence) for sentence in error.messages]


def moment_in(request: HttpRequest, name: str) -> Any:
    """Read what a date and time field sends, in the current time zone; None when empty. Raises ValidationError."""
    typed = request.POST.get(name, "").strip()
    if not typed:
        return None
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    if moment is None or not 2000 <= moment.year <= 2200:
        raise ValidationError(_("This is no date and time. Choose a day and an hour."))
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
