"""The form of a submission: saved by its button or in the background, submitted, shown again with both texts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bluestem.catalogue.api import ChangedMeanwhile
from bluestem.publishing.building import form_of, stored_record
from bluestem.publishing.choices import OPEN, WRITABLE
from bluestem.publishing.errors import Incomplete
from bluestem.publishing.forms import Content, SubmissionForm, read_content
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import submission_for
from bluestem.publishing.services import attach_file, remove_file, save_draft, submit
from bluestem.publishing.submittables import submittables
from bluestem.ui.api import clock


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _own(request, uuid)
    if found.state not in WRITABLE:
        if request.method == "POST":
            messages.error(request, _("It was submitted meanwhile, so this was not saved. Take it back to go on."))
        return _detail(request, found)
    if request.method == "POST":
        return _sent(request, found)
    form = form_of(found)
    if request.GET.get("check"):
        return _form(request, found, form, problems=_part_problems(form))
    return _form(request, found, form.without_errors())


@require_POST
@login_required
def save(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep the draft in the background. Answers with the new version, or with the sentence that says why not."""
    found = _own(request, uuid)
    try:
        stored = _save(request, found)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=409)
    return JsonResponse({"version": stored.version, "time": clock(stored.changed_at)})


def _sent(request: HttpRequest, found: Submission) -> HttpResponse:
    """Save what was sent, then do what the pressed button says."""
    content: Content = request.POST.dict()  # type: ignore[assignment]
    try:
        content = read_content(submittables[found.kind].form, request.POST)
        stored = _save(request, found)
        _keep_files(request, stored)
    except ChangedMeanwhile as error:
        return _conflict(request, found, content, error)
    except ValidationError as error:
        form = form_of(found, {name: request.POST.getlist(name) for name in request.POST}).without_errors()
        return _form(request, found, form, problem=" ".join(error.messages), status=422)
    return _after_saving(request, stored)


def _save(request: HttpRequest, found: Submission) -> Submission:
    content = read_content(submittables[found.kind].form, request.POST)
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    return save_draft(submission=found, content=content, version=number, actor=request.user, now=timezone.now())


def _keep_files(request: HttpRequest, stored: Submission) -> None:
    for field, sent in request.FILES.items():
        attach_file(submission=stored, field=field, file=sent, actor=request.user, now=timezone.now())
    what, _colon, field = request.POST.get("action", "").partition(":")
    if what == "remove":
        remove_file(submission=stored, field=field, actor=request.user, now=timezone.now())


def _after_saving(request: HttpRequest, stored: Submission) -> HttpResponse:
    what, _colon, part = request.POST.get("action", "save").partition(":")
    if what == "preview":
        return redirect("publishing:preview", uuid=stored.uuid)
    if what == "submit":
        return _submitted(request, stored)
    if what == "row":
        return redirect(f"{stored.get_absolute_url()}#part-{part}" if part.isidentifier() else stored)
    messages.success(request, _("Your draft is saved."))
    return redirect(stored)


def _submitted(request: HttpRequest, stored: Submission) -> HttpResponse:
    try:
        submit(submission=stored, actor=request.user, now=timezone.now())
    except Incomplete:
        stored.refresh_from_db()
        form = form_of(stored)
        form.is_valid()
        return _form(request, stored, form, problems=_part_problems(form), status=422)
    messages.success(request, _("You submitted %(title)s. The secretariat answers you here.") % {"title": stored})
    return redirect(stored)


def _conflict(request: HttpRequest, found: Submission, content: Content, error: ChangedMeanwhile) -> HttpResponse:
    """Show both texts; the next saving begins from the other's, so that it counts."""
    found.refresh_from_db()
    form = form_of(found, content).without_errors()
    theirs = _differing(form, content, found.content)
    return _form(request, found, form, conflict=" ".join(error.messages), theirs=theirs, status=409)


def _differing(form: SubmissionForm, mine: Content, other: Content) -> dict[str, str]:
    """Give the other's text of each field, and of the rows of each part, where the two differ."""
    theirs = {}
    for name in form.fields:
        if mine.get(name, []) != other.get(name, []):
            theirs[name] = ", ".join(other.get(name, []))
    for part in form.parts:
        names = sorted({n for n in (*mine, *other) if n.startswith(f"{part.name}-") and n.count("-") >= 2})
        if any(mine.get(name, []) != other.get(name, []) for name in names):
            texts = [text for name in names if not name.endswith("-part") for text in other.get(name, []) if text]
            theirs[part.name] = "\n".join(texts)
    return theirs


def _form(
    request: HttpRequest, found: Submission, form: SubmissionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    comments: dict[str, list[Any]] = {}
    for comment in found.comments.filter(is_current=True):
        comments.setdefault(comment.field, []).append(comment)
    context = {
        "submission": found,
        "form": form,
        "label": submittables[found.kind].label,
        "sections": [(f"section-{section.name}", section.title) for section in form.sections],
        "comments": comments,
        "uploads": {row.field: row for row in found.files.all()},
        "theirs": {},
        "conflict": "",
        "problem": "",
        "problems": {},
    }
    return render(request, "publishing/submission_form.html", context | more, status=status)


def _detail(request: HttpRequest, found: Submission) -> HttpResponse:
    context = {
        "submission": found,
        "label": submittables[found.kind].label,
        "events": found.events.select_related("actor"),
        "can_take_back": found.state in OPEN,
        "record": stored_record(found),
    }
    return render(request, "publishing/submission_detail.html", context)


def _part_problems(form: SubmissionForm) -> dict[str, list[str]]:
    parts = {part.name for part in form.parts}
    return {name: sentences for name, sentences in form.problems().items() if name in parts}


def _own(request: HttpRequest, uuid: UUID) -> Submission:
    """What belongs to others answers as if it did not exist."""
    found = submission_for(request.user, uuid)
    if found is None:
        raise Http404(_("There is no submission of yours at this address."))
    return found
