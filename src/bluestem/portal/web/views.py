"""Home, search over everything, my space, and pages that explain."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import (
    SearchUnavailable,
    counts,
    export_response,
    feed_response,
    list_response,
    registry,
    unavailable,
)
from bluestem.editorial.api import chosen_records, home_page
from bluestem.network.api import memberships_of
from bluestem.portal.figures import home_figures
from bluestem.portal.queries import HomePanelContext, meadow_countries, programmes_by_country, tiles
from bluestem.programmes.api import PHRASES
from bluestem.ui.api import panels, public_page
from bluestem.vocabularies.api import countries_by_name


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    try:
        return render(request, "portal/home.html", _home_context())
    except SearchUnavailable:
        return unavailable(request)


def _home_context() -> dict[str, Any]:
    found = programmes_by_country()
    grown = meadow_countries(found)
    editorial = home_page()
    return {
        "editorial": editorial,
        "chosen": chosen_records(editorial) if editorial else [],
        "kinds": {record_type.name for record_type in registry},
        "tiles": tiles(found),
        "countries": countries_by_name(),
        "least": grown[0] if grown else None,
        "most": grown[-1] if grown else None,
        "grown": grown,
        "figures": home_figures(found),
        "figure_panels": panels("figures", HomePanelContext()),
        "home_panels": panels("home", HomePanelContext()),
    }


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    return list_response(
        request,
        types=tuple(registry),
        template="portal/search.html",
        context={
            "list_address": reverse("portal:search"),
            "feed": "portal:search_feed",
            "export": "portal:search_export",
        },
    )


@require_safe
def search_feed(request: HttpRequest, extension: str) -> HttpResponse:
    return feed_response(
        request, types=tuple(registry), extension=extension, title=_("Search"), page=reverse("portal:search")
    )


@require_safe
def search_export(request: HttpRequest, extension: str) -> HttpResponse:
    return export_response(request, types=tuple(registry), name="search", extension=extension)


@require_safe
@login_required
def space(request: HttpRequest) -> HttpResponse:
    memberships = memberships_of(request.user)
    return render(
        request, "portal/space.html", {"memberships": memberships, "space_panels": panels("space", request.user)}
    )


@require_safe
@public_page
def evidence(request: HttpRequest) -> HttpResponse:
    try:
        found = counts(["programme"], "evidence")
    except SearchUnavailable:
        return unavailable(request)
    levels = [(level, phrase, found.get(str(level), 0)) for level, phrase in PHRASES.items()]
    return render(request, "portal/evidence.html", {"levels": levels})


@require_safe
@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/open_data.html", {"types": tuple(registry), "title": _("Open data")})
