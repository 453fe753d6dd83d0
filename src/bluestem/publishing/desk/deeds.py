"""Who did what: savings of records and steps of submissions in one list, for administrators."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import Deed, Revision, registry
from bluestem.publishing.choices import Step
from bluestem.publishing.desk.pages import desk_page
from bluestem.publishing.models import SubmissionEvent

ON_A_PAGE = 50
PERMISSION = "publishing.view_submissionevent"
COLUMNS = ("moment", "who", "deed", "of_kind", "of_title", "said", "source")


@require_safe
def deeds_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    chosen = {name: request.GET.get(name, "").strip() for name in ("person", "kind", "since", "until")}
    number = _page_number(request)
    rows = list(deeds(**chosen)[(number - 1) * ON_A_PAGE : number * ON_A_PAGE + 1])
    words = {("record", deed.value): deed.label for deed in Deed} | {("step", step.value): step.label for step in Step}
    context = {
        "rows": [{**row, "deed": words.get((row["source"], row["deed"]), row["deed"])} for row in rows[:ON_A_PAGE]],
        "labels": {record_type.name: record_type.label for record_type in registry},
        "chosen": chosen,
        "filters": urlencode({name: value for name, value in chosen.items() if value}),
        "number": number,
        "has_more": len(rows) > ON_A_PAGE,
    }
    return desk_page(request, "publishing/desk/deeds.html", title=_("Who did what"), context=context, icon="history")


def deeds(*, person: str = "", kind: str = "", since: str = "", until: str = "") -> QuerySet[Any]:
    """Give what people did, newest first, as rows with the names in COLUMNS. One query for any page of it."""
    chosen = {"person": person, "kind": kind, "since": since, "until": until}
    records = Revision.objects.filter(_narrowed(("saved_at", "saved_by", "kind"), **chosen))
    steps = SubmissionEvent.objects.filter(_narrowed(("at", "actor", "submission__kind"), **chosen))
    first = records.order_by().annotate(
        moment=F("saved_at"),
        who=F("saved_by__name"),
        of_kind=F("kind"),
        of_title=F("title"),
        said=Cast("reason", TextField()),
        source=Value("record", CharField()),
    )
    second = steps.order_by().annotate(
        moment=F("at"),
        who=F("actor__name"),
        deed=F("step"),
        of_kind=F("submission__kind"),
        of_title=F("submission__title"),
        said=Cast("words", TextField()),
        source=Value("step", CharField()),
    )
    return first.values(*COLUMNS).union(second.values(*COLUMNS), all=True).order_by("-moment", "source", "of_title")


def _narrowed(fields: tuple[str, str, str], *, person: str, kind: str, since: str, until: str) -> Q:
    when, who, what = fields
    found = Q()
    if person:
        found &= Q(**{f"{who}__name__icontains": person}) | Q(**{f"{who}__email__iexact": person})
    if kind:
        found &= Q(**{what: kind})
    if start := _day(since):
        found &= Q(**{f"{when}__gte": start})
    if end := _day(until):
        found &= Q(**{f"{when}__lt": end + timedelta(days=1)})
    return found


def _day(typed: str) -> datetime | None:
    try:
        day: date | None = parse_date(typed)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time())) if day and day.year > 1900 else None


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
