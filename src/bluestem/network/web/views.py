from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.network.panels import OrganisationPanelContext
from bluestem.network.queries import organisation_it_became, organisation_page
from bluestem.network.record_type import ORGANISATION
from bluestem.ui.api import panels, public_page


@require_safe
@public_page
def organisation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = organisation_page(slug)
    if organisation is None or organisation.state == "draft":
        raise Http404(_("There is no organisation at this address."))
    became = organisation_it_became(organisation) if organisation.is_gone else None
    if became is not None:
        return redirect(became, permanent=False)  # it may be separated again
    if not organisation.is_public:
        return render(request, "network/organisation_withdrawn.html", {"organisation": organisation}, status=410)
    context = {
        "organisation": organisation,
        "json_ld": ORGANISATION.json_ld(organisation),
        "confirmation_is_old": organisation.is_confirmation_old(timezone.now()),
        "organisation_panels": panels("organisation", OrganisationPanelContext(organisation_id=organisation.pk)),
    }
    return render(request, "network/organisation_detail.html", context)
