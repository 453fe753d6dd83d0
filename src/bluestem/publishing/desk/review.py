"""One submission under review: what it would change, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bluestem.publishing.building import form_of, stored_record
from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.deciding import accept, ask_for_changes, decline, hold, holder_of, release, take_over
from bluestem.publishing.desk.pages import desk_page, moment_in, sentences_of
from bluestem.publishing.errors import Incomplete
from bluestem.publishing.history import changes_of
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import reviewed_submission
from bluestem.publishing.rules import is_not_their_own
from bluestem.publishing.submittables import submittables


@require_safe
def review_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _page(request, _reviewed(request, uuid))


@require_POST
def decide(request: HttpRequest, uuid: UUID, what: str) -> HttpResponse:
    """Do what a button of the review page says; `what` is its name."""
    found = _reviewed(request, uuid)
    if what not in DEEDS:
        raise Http404
    version = request.POST.get("version", "")
    if version.isascii() and version.isdigit() and len(version) < 10:
        found.version = int(version)
    try:
        DEEDS[what](request, found, timezone.now())
    except ValidationError as error:
        found = _reviewed(request, uuid)
        return _page(request, found, problems=sentences_of(error), typed=request.POST, status=422)
    if what in ("hold", "release", "take-over"):
        return redirect("publishing_desk:review", uuid=uuid)
    messages.success(request, _("Done: %(title)s") % {"title": found})
    return redirect("publishing_desk:worklist")


def _hold(request: HttpRequest, found: Submission, now: datetime) -> None:
    hold(submission=found, actor=request.user, now=now)


def _release(request: HttpRequest, found: Submission, now: datetime) -> None:
    release(submission=found, actor=request.user, now=now)


def _take_over(request: HttpRequest, found: Submission, now: datetime) -> None:
    take_over(submission=found, actor=request.user, now=now, word=request.POST.get("word", ""))


def _ask(request: HttpRequest, found: Submission, now: datetime) -> None:
    comments = {n.removeprefix("comment-"): v for n, v in request.POST.items() if n.startswith("comment-")}
    ask_for_changes(submission=found, comments=comments, actor=request.user, now=now)


def _accept(request: HttpRequest, found: Submission, now: datetime) -> None:
    accept(submission=found, actor=request.user, now=now, publish_at=moment_in(request, "publish_at"))


def _decline(request: HttpRequest, found: Submission, now: datetime) -> None:
    decline(submission=found, reason=request.POST.get("reason", ""), actor=request.user, now=now)


DEEDS: dict[str, Callable[[HttpRequest, Submission, datetime], None]] = {
    "hold": _hold,
    "release": _release,
    "take-over": _take_over,
    "ask": _ask,
    "accept": _accept,
    "decline": _decline,
}


def _page(request: HttpRequest, found: Submission, *, status: int = 200, **more: Any) -> HttpResponse:
    form = form_of(found)
    try:
        differences, wrong = changes_of(found), {}
    except Incomplete as error:
        differences, wrong = [], error.fields
    changed = {difference.name for difference in differences}
    context = {
        "submission": found,
        "label": submittables[found.kind].label,
        "record": stored_record(found),
        "holder": holder_of(found, timezone.now()),
        "is_waiting": found.state == SubmissionState.SUBMITTED,
        "is_own": not is_not_their_own(request.user, found),
        "differences": differences,
        "wrong": wrong,
        "others": [(name, form.label_of(name)) for name in form.names() if name not in changed],
        "files": [(row, form.label_of(row.field)) for row in found.files.all()],
        "comments": found.comments.select_related("author"),
        "label_of": form.label_of,
        "events": found.events.select_related("actor"),
        "zone": timezone.get_current_timezone_name(),
        "problems": [],
        "typed": {},
    }
    title = _("Review: %(title)s") % {"title": found}
    return desk_page(request, "publishing/desk/review.html", title=title, context=context | more, status=status)


def _reviewed(request: HttpRequest, uuid: UUID) -> Submission:
    found = reviewed_submission(request.user, uuid)
    if found is None:
        raise Http404
    return found
