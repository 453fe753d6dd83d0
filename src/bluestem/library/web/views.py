from __future__ import annotations

import logging
from pathlib import PurePath

from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.library.models import Publication
from bluestem.library.queries import publication_page
from bluestem.library.record_type import PUBLICATION
from bluestem.library.services import record_download
from bluestem.ui.api import public_page

logger = logging.getLogger(__name__)


@require_safe
@public_page
def publication_detail(request: HttpRequest, slug: str) -> HttpResponse:
    publication = _found(publication_page(slug))
    if not publication.is_public:
        return render(request, "library/publication_withdrawn.html", {"publication": publication}, status=410)
    context = {
        "publication": publication,
        "text": publication.reading(request.GET.get("text", "")),
        "json_ld": PUBLICATION.json_ld(publication),
        "confirmation_is_old": publication.is_confirmation_old(timezone.now()),
    }
    return render(request, "library/publication_detail.html", context)


@require_safe
def publication_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the file and count the download. Asking what would come, and fetching ahead, is no download."""
    publication = _found(publication_page(slug))
    if not publication.is_public or not publication.file:
        raise Http404(_("This publication has no file here."))
    file = _opened(publication)
    if _is_download(request):
        actor = request.user if request.user.is_authenticated else None
        record_download(publication=publication, actor=actor, now=timezone.now())
    name = f"{publication.slug}{PurePath(publication.file.name).suffix}"
    response = FileResponse(file, as_attachment=True, filename=name)
    # Whatever was uploaded never runs in our origin.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _opened(publication: Publication) -> File[bytes]:
    """Open the file before anything is counted; a file that storage has lost answers as none."""
    try:
        return publication.file.open("rb")
    except FileNotFoundError:
        logger.exception("The file of %s is missing in storage: %s", publication.slug, publication.file.name)
        raise Http404(_("This publication has no file here.")) from None


def _is_download(request: HttpRequest) -> bool:
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method == "GET" and not ahead


def _found(publication: Publication | None) -> Publication:
    """A draft answers as if it did not exist."""
    if publication is None or publication.state == "draft":
        raise Http404(_("There is no publication at this address."))
    return publication
