from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.programmes.drawings import single_stem, yearly_stems
from bluestem.programmes.models import Programme
from bluestem.programmes.panels import ProgrammePanelContext
from bluestem.programmes.queries import programme_page
from bluestem.programmes.record_type import PROGRAMME
from bluestem.ui.api import drawing_response, picture_response, plate_svg, public_page, thumb_svg

logger = logging.getLogger(__name__)


@require_safe
@public_page
def programme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    programme = _found(programme_page(slug))
    if not programme.is_public:
        return render(request, "programmes/programme_withdrawn.html", {"programme": programme}, status=410)
    context = {
        "programme": programme,
        "text": programme.reading(request.GET.get("text", "")),
        "json_ld": PROGRAMME.json_ld(programme),
        "confirmation_is_old": programme.is_confirmation_old(timezone.now()),
        "panel_context": ProgrammePanelContext(programme_id=programme.pk),
    }
    return render(request, "programmes/programme_detail.html", context)


@require_safe
def programme_plate(request: HttpRequest, slug: str) -> HttpResponse:
    programme = _public(slug)
    stems = yearly_stems(programme, today=timezone.now().date())
    title = _("Plate of %(name)s") % {"name": programme.name}
    return drawing_response(plate_svg(stems, key=programme.slug, width=620, height=430, title=title))


@require_safe
def programme_thumb(request: HttpRequest, slug: str) -> HttpResponse:
    return drawing_response(thumb_svg(single_stem(_public(slug), today=timezone.now().date())))


@require_safe
def programme_logo(request: HttpRequest, slug: str) -> HttpResponse:
    programme = _public(slug)
    if not programme.logo:
        raise Http404
    try:
        return picture_response(programme.logo)
    except FileNotFoundError:
        logger.exception("The logo of %s is missing in storage: %s", programme.slug, programme.logo.name)
        raise Http404 from None


def _public(slug: str) -> Programme:
    programme = Programme.objects.public().filter(slug=slug).prefetch_related("indicators", "reach").first()
    return _found(programme)


def _found(programme: Programme | None) -> Programme:
    """A draft answers as if it did not exist."""
    if programme is None or programme.state == "draft":
        raise Http404(_("There is no programme at this address."))
    return programme
