"""The pages that every record type gets."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from bluestem.catalogue.records import registry
from bluestem.catalogue.responses import export_response, feed_response, list_response
from bluestem.ui.api import public_page


@require_safe
@public_page
def record_list(request: HttpRequest, kind: str) -> HttpResponse:
    record_type = registry[kind]
    context = {
        "type": record_type,
        "list_address": reverse(f"catalogue:{kind}_list"),
        "feed": f"catalogue:{kind}_feed",
        "export": f"catalogue:{kind}_export",
    }
    return list_response(request, types=(record_type,), template="catalogue/record_list.html", context=context)


@require_safe
def record_by_id(request: HttpRequest, kind: str, uuid: UUID) -> HttpResponse:
    """Lead from the identifier that never changes to the page where the record is now, or says when and why it went."""
    if kind not in registry:
        raise Http404
    record = get_object_or_404(registry[kind].model._default_manager.known(), uuid=uuid)  # type: ignore[attr-defined]  # noqa: SLF001
    return redirect(registry[kind].url(record))


@require_safe
def record_feed(request: HttpRequest, kind: str, extension: str) -> HttpResponse:
    record_type = registry[kind]
    return feed_response(
        request,
        types=(record_type,),
        extension=extension,
        title=str(record_type.label_plural),
        page=reverse(f"catalogue:{kind}_list"),
    )


@require_safe
def record_export(request: HttpRequest, kind: str, extension: str) -> HttpResponse:
    record_type = registry[kind]
    return export_response(request, types=(record_type,), name=record_type.path, extension=extension)
