"""Pages of the secretariat as readers see them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.editorial.queries import addresses_of, crumbs_of, live_page, pages_below
from bluestem.ui.api import picture_response, public_page


@require_safe
@public_page
def page(request: HttpRequest, place: str) -> HttpResponse:
    found = live_page(place)
    request.page_addresses = addresses_of(found) if found else {}  # type: ignore[attr-defined]
    if found is None:
        raise Http404(_("There is nothing at this address."))
    context = {"page": found, "crumbs": crumbs_of(found), "below": pages_below(found)}
    return render(request, "editorial/page.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a picture of a page, in one of the sizes made from what was uploaded. Its name changes with its content."""
    path = f"images/{PurePosixPath(name).name}"
    try:
        return picture_response(default_storage.open(path))
    except FileNotFoundError:
        raise Http404(_("There is no such picture.")) from None
