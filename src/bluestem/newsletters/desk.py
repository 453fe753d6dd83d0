"""The secretariat's desk for an issue: preview, a try on oneself, sending, and what became of it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bluestem.messaging.api import preview
from bluestem.newsletters.errors import AlreadyOnItsWay
from bluestem.newsletters.models import Issue
from bluestem.newsletters.queries import numbers_of, pieces
from bluestem.newsletters.services import call_back_issue, schedule_issue, try_issue
from bluestem.ui.api import admin_page

# A mail carries its look in attributes, which our own pages never do; shut in a sandbox it can do nothing else.
AS_A_MAIL = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    if request.method == "POST":
        try:
            _do(request, issue)
        except AlreadyOnItsWay:
            messages.error(request, _("This newsletter is on its way already. Nothing was changed."))
        return redirect("newsletter_desk", pk=pk)
    context = {"issue": issue, "numbers": numbers_of(issue), "edit": reverse("newsletter_admin:edit", args=[pk])}
    crumbs = [(_("Newsletters"), reverse("newsletter_admin:index"))]
    return admin_page(request, "newsletters/desk.html", context, title=issue.title, icon="mail", crumbs=crumbs)


@require_safe
def letter(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Show the mail as it would come, in one of its two forms."""
    issue = _issue(request, pk)
    context = {"issue": issue, "pieces": pieces(issue), "title": issue.title}
    found = preview(mail="newsletters.issue", context=context, language=issue.language, stop="#")
    if form == "text":
        return HttpResponse(f"{found.subject}\n\n{found.text}", content_type="text/plain; charset=utf-8")
    return HttpResponse(found.html, headers={"Content-Security-Policy": AS_A_MAIL})


def _do(request: HttpRequest, issue: Issue) -> None:
    now = timezone.now()
    match request.POST.get("do"):
        case "try":
            try_issue(issue=issue, actor=request.user, now=now)
            messages.success(request, _("A copy is on its way to %(address)s.") % {"address": request.user.email})
        case "send":
            schedule_issue(issue=issue, actor=request.user, at=now, now=now)
            messages.success(request, _("The newsletter is being sent. You may leave this page."))
        case "schedule":
            at = _moment(request.POST.get("at", ""))
            if at is None or at <= now:
                messages.error(request, _("Give a day and a time that are still to come."))
                return
            schedule_issue(issue=issue, actor=request.user, at=at, now=now)
            messages.success(request, _("The newsletter will be sent then."))
        case "call_back":
            call_back_issue(issue=issue, actor=request.user)
            messages.success(request, _("The newsletter will not be sent."))


def _moment(typed: str) -> datetime | None:
    """Give the moment that a person typed, on the clock of the site's zone."""
    try:
        found = parse_datetime(typed)
        return timezone.make_aware(found) if found and timezone.is_naive(found) else found
    except (ValueError, OverflowError):
        return None


def _issue(request: HttpRequest, pk: int) -> Issue:
    if not request.user.has_perm("newsletters.change_issue"):
        raise PermissionDenied
    return get_object_or_404(Issue, pk=pk)
