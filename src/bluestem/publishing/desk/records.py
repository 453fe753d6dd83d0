"""The history of one record: its versions, any two compared, an earlier one brought back; what is planned for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bluestem.catalogue.api import Revision, registry, revisions_of
from bluestem.publishing.choices import Planned
from bluestem.publishing.desk.pages import desk_page, moment_in, require_decider, sentences_of
from bluestem.publishing.errors import NotNow
from bluestem.publishing.history import compare, restore
from bluestem.publishing.models import Plan
from bluestem.publishing.planning import cancel_plan, plan
from bluestem.publishing.submittables import submittables

ON_A_PAGE = 25


@require_safe
def history_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = _record(request, kind, pk)
    return _page(request, kind, record)


@require_POST
def restore_revision(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    _record(request, kind, pk)
    revision = get_object_or_404(Revision, kind=kind, record_id=pk, number=number)
    try:
        made = restore(revision=revision, actor=request.user, now=timezone.now())
    except NotNow as error:
        messages.error(request, " ".join(error.messages))
        return redirect("publishing_desk:history", kind=kind, pk=pk)
    return redirect(made)


@require_POST
def plan_record(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = _record(request, kind, pk)
    try:
        due_at = moment_in(request, "due_at")
        if due_at is None or request.POST.get("action") not in Planned.values:
            raise ValidationError(_("Choose what is to happen, and when."))
        plan(
            kind=kind,
            record=record,
            action=Planned(request.POST["action"]),
            due_at=due_at,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except ValidationError as error:
        return _page(request, kind, record, problems=sentences_of(error), typed=request.POST, status=422)
    return redirect("publishing_desk:history", kind=kind, pk=pk)


@require_POST
def cancel_record_plan(request: HttpRequest, kind: str, pk: int, plan_pk: int) -> HttpResponse:
    _record(request, kind, pk)
    cancel_plan(planned=get_object_or_404(Plan, pk=plan_pk, kind=kind, record_id=pk), actor=request.user)
    return redirect("publishing_desk:history", kind=kind, pk=pk)


def _page(request: HttpRequest, kind: str, record: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    revisions = revisions_of(kind, record.pk)
    earlier, later = _chosen(request, kind, record.pk)
    context = {
        "kind": kind,
        "record": record,
        "label": registry[kind].label,
        "page": Paginator(revisions.defer("content"), ON_A_PAGE).get_page(request.GET.get("page")),
        "earlier": earlier,
        "later": later,
        "differences": compare(earlier, later) if earlier and later else [],
        "plans": Plan.objects.filter(kind=kind, record_id=record.pk, done_at=None).select_related("planned_by"),
        "actions": Planned.choices,
        "can_restore": kind in submittables,
        "zone": timezone.get_current_timezone_name(),
        "problems": [],
        "typed": {},
    }
    title = _("History: %(title)s") % {"title": record}
    template = "publishing/desk/history.html"
    return desk_page(request, template, title=title, context=context | more, icon="history", status=status)


def _chosen(request: HttpRequest, kind: str, pk: int) -> tuple[Revision | None, Revision | None]:
    """Give the two revisions that the address names, the earlier first; the newest two where it names none."""
    typed = [request.GET.get(name, "") for name in ("from", "to")]
    numbers = sorted(int(number) for number in typed if number.isascii() and number.isdigit() and len(number) < 9)
    found = revisions_of(kind, pk)
    if len(numbers) < 2:
        numbers = sorted(found.values_list("number", flat=True)[:2])
    rows = {revision.number: revision for revision in found.filter(number__in=numbers)}
    if len(rows) < 2:
        return None, None
    return rows[numbers[0]], rows[numbers[1]]


def _record(request: HttpRequest, kind: str, pk: int) -> Any:
    if kind not in registry:
        raise Http404
    require_decider(request, kind)
    return get_object_or_404(registry[kind].model, pk=pk)
