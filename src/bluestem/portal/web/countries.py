"""Pages about one country: overview, the list of each record type, the feed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bluestem.catalogue.api import (
    SearchUnavailable,
    counts,
    feed_response,
    latest,
    list_response,
    unavailable,
)
from bluestem.network.api import country_profile
from bluestem.portal.queries import (
    CountryPanelContext,
    contact_of,
    country_tabs,
    programmes_by_country,
    tiles,
    types_by_country,
)
from bluestem.ui.api import panels, public_page
from bluestem.vocabularies.api import Country, countries_by_name, find_country

SHOWN = 5


def for_country(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the country of the address; EL, UK and capitals lead to the one address it has."""

    @wraps(view)
    def found(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        country = find_country(code)
        if country is None:
            raise Http404(_("The network has no country with this code."))
        if code != country.code:
            address = reverse(request.resolver_match.view_name, kwargs={"code": country.code, **kwargs})
            return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address, permanent=True)
        return view(request, country=country, **kwargs)

    return found


@require_safe
@public_page
def country_index(request: HttpRequest) -> HttpResponse:
    if "c" in request.GET:  # the form beside the map, for those without a pointer
        return _chosen(request.GET)
    try:
        found = programmes_by_country()
    except SearchUnavailable:
        return unavailable(request)
    return render(request, "portal/countries.html", {"tiles": tiles(found), "countries": countries_by_name()})


def _chosen(query: QueryDict) -> HttpResponse:
    country = find_country(query["c"])
    if country is None:
        raise Http404(_("The network has no country with this code."))
    return redirect("portal:country", code=country.code)


@require_safe
@public_page
@for_country
def country_detail(request: HttpRequest, country: Country) -> HttpResponse:
    try:
        context = _header(country, current="")
        context["lists"] = [
            (record_type, latest(record_type.name, limit=SHOWN, country=country.code))
            for record_type in types_by_country()
            if context["kinds"].get(record_type.name)
        ]
    except SearchUnavailable:
        return unavailable(request)
    context["panels"] = panels("country", CountryPanelContext(country))
    return render(request, "portal/country_detail.html", context)


@require_safe
@public_page
@for_country
def country_list(request: HttpRequest, country: Country, records: str) -> HttpResponse:
    record_type = next((t for t in types_by_country() if t.path == records), None)
    if record_type is None:
        raise Http404
    try:
        context = _header(country, current=record_type.name)
    except SearchUnavailable:
        return unavailable(request)
    context |= {
        "type": record_type,
        "list_address": reverse("portal:country_list", args=[country.code, records]),
        "feed": f"catalogue:{record_type.name}_feed",
        "export": f"catalogue:{record_type.name}_export",
    }
    return list_response(
        request, types=(record_type,), template="portal/country_list.html", context=context, country=country.code
    )


@require_safe
@for_country
def country_feed(request: HttpRequest, country: Country, extension: str) -> HttpResponse:
    return feed_response(
        request,
        types=types_by_country(),
        extension=extension,
        title=country.name,
        page=reverse("portal:country", args=[country.code]),
        country=country.code,
    )


def _header(country: Country, *, current: str) -> dict[str, Any]:
    kinds = counts([t.name for t in types_by_country()], "kind", country=country.code)
    levels = counts(["programme"], "evidence", country=country.code)
    profile = country_profile(country.code)
    return {
        "country": country,
        "profile": profile,
        "contact": contact_of(profile),
        "kinds": kinds,
        "types": types_by_country(),
        "measured": sum(count for level, count in levels.items() if level in ("4", "5")),
        "tabs": country_tabs(country, kinds, overview=_("Overview"), current=current),
    }
