"""What the secretariat has to decide, waiting longest first."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.publishing.choices import SubmissionState
from bluestem.publishing.deciding import holder_of
from bluestem.publishing.desk.pages import desk_page, require_decider
from bluestem.publishing.models import Submission
from bluestem.publishing.queries import worklist
from bluestem.publishing.submittables import submittables
from bluestem.vocabularies.api import COUNTRIES

ON_A_PAGE = 25
FILTERS = ("kind", "state", "country")


@require_safe
def worklist_page(request: HttpRequest) -> HttpResponse:
    require_decider(request)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    page = Paginator(worklist(request.user, **chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page": page,
        "rows": [(submission, holder_of(submission, now), _days(submission, now)) for submission in page.object_list],
        "labels": {submittable.kind: submittable.label for submittable in submittables},
        "states": [(s.value, s.label) for s in SubmissionState if s != SubmissionState.DRAFT],
        "countries": [(code, country.short) for code, country in COUNTRIES.items()],
        "chosen": chosen,
        "filters": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return desk_page(request, "publishing/desk/worklist.html", title=_("Submissions"), context=context)


def _days(submission: Submission, now: datetime) -> int:
    return (now - submission.submitted_at).days if submission.submitted_at else 0
