"""The catalogue of open datasets over HTTP."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bluestem.interfaces.dcat.catalogue import catalogue_nodes
from bluestem.interfaces.dcat.graph import as_json_ld, as_rdf_xml, as_turtle
from bluestem.ui.api import public_page

FORMS = {
    "jsonld": (as_json_ld, "application/ld+json; charset=utf-8"),
    "ttl": (as_turtle, "text/turtle; charset=utf-8"),
    "rdf": (as_rdf_xml, "application/rdf+xml; charset=utf-8"),
}


@require_safe
@public_page
def catalogue(request: HttpRequest, extension: str) -> HttpResponse:
    """Give the catalogue in one of its forms, to pages of other sites as well."""
    if extension not in FORMS:
        raise Http404
    write, content_type = FORMS[extension]
    return HttpResponse(
        write(catalogue_nodes()),
        content_type=content_type,
        headers={"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"},
    )
