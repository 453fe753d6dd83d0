"""What a manager looks after: submissions, records, confirmations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bluestem.publishing.building import filled_record, form_of
from bluestem.publishing.confirming import confirm
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import owned_records, reviewed_submission, scopes_of, submission_for, submissions_of
from bluestem.publishing.services import begin_change, begin_submission, take_back
from bluestem.publishing.submittables import Submittable, submittables

ON_A_PAGE = 20


@require_safe
@login_required
def submissions(request: HttpRequest) -> HttpResponse:
    scopes = scopes_of(request.user)
    starts = [(submittables[kind], scopes[kind]) for kind in scopes if submittables[kind].begin]
    page = Paginator(submissions_of(request.user, scopes), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"submissions": page, "starts": starts, "labels": {s.kind: s.label for s in submittables}}
    return render(request, "publishing/submission_list.html", context)


@require_safe
@login_required
def records(request: HttpRequest) -> HttpResponse:
    kinds = []
    for submittable, owned in owned_records(scopes_of(request.user)):
        waiting_longest = owned.order_by("confirmed_on", "pk")
        page = Paginator(waiting_longest, ON_A_PAGE).get_page(request.GET.get(submittable.kind))
        kinds.append({"submittable": submittable, "page": page})
    return render(request, "publishing/record_list.html", {"kinds": kinds, "now": timezone.now()})


@require_POST
@login_required
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    submittable = _declared(kind)
    scope = request.POST.get("scope", "")
    if submittable.begin is None or not (scope.isascii() and scope.isdigit() and len(scope) < 19):
        raise Http404
    made = begin_submission(kind=kind, scope_id=int(scope), actor=request.user, now=timezone.now())
    return redirect(made)


@require_POST
@login_required
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    made = begin_change(kind=kind, record=_record(kind, pk), actor=request.user, now=timezone.now())
    return redirect(made)


@require_POST
@login_required
def confirm_one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = _record(kind, pk)
    try:
        confirm(kind=kind, record=record, actor=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("You confirmed %(title)s. Thank you for looking it over.") % {"title": record})
    return redirect(_way_back(request, "/"))


@require_POST
@login_required
def take_back_one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _own(request, uuid)
    try:
        take_back(submission=found, actor=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    messages.success(request, _("You took back %(title)s.") % {"title": found})
    return redirect("publishing:submissions")


@require_safe
@login_required
def preview(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a submission as the page that it would become: to those who write it and to those who decide."""
    found = submission_for(request.user, uuid) or reviewed_submission(request.user, uuid)
    if found is None:
        raise Http404
    form = form_of(found)
    if not form.is_valid():
        messages.error(request, _("There is no preview yet: some answers are missing or wrong. Each says what to do."))
        return redirect(f"{found.get_absolute_url()}?check=yes")
    record = filled_record(form, found.kind)
    return submittables[found.kind].preview(request, record, preview_back=found.get_absolute_url())


@require_safe
@login_required
def file(request: HttpRequest, uuid: UUID, field: str) -> HttpResponseBase:
    """Give an uploaded file to those who write the submission and to those who decide about it."""
    found = submission_for(request.user, uuid) or reviewed_submission(request.user, uuid)
    if found is None:
        raise Http404
    row = get_object_or_404(found.files, field=field)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    # Whatever was uploaded never runs in our origin.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _own(request: HttpRequest, uuid: UUID) -> Submission:
    """What belongs to others answers as if it did not exist."""
    found = submission_for(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _declared(kind: str) -> Submittable:
    if kind not in submittables:
        raise Http404
    return submittables[kind]


def _record(kind: str, pk: int) -> Any:
    """Give a record; whose address tells nothing that is not public, since what one may not change is refused alike."""
    return get_object_or_404(_declared(kind).model, pk=pk)


def _way_back(request: HttpRequest, default: str) -> str:
    """Give the path on this site that the form names, else my space's list of records."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "publishing:records"
