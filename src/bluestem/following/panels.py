"""The way to follow what a page shows: a link beside the feeds of a list, on the page of a record, of a country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from bluestem.catalogue.api import ListState
from bluestem.following.searches import SavedSearch


def follow_list(state: ListState) -> Markup | None:
    """Slot `list`: follow this search."""
    search = SavedSearch.of(state, get_language() or "")
    return _link(_("Follow this search"), _address(search))


def follow_record(context: Mapping[str, Any]) -> Markup | None:
    """Slot `record`: follow this record. Context: kind (name of its type) and record."""
    if not context["record"].pk:
        return None  # a preview of what is not stored yet
    address = f"{reverse('following:add')}?{urlencode({'record': context['record'].uuid, 'in': context['kind']})}"
    return _link(_("Follow this page"), address)


def follow_country(context: Any) -> Markup | None:
    """Slot `country`: follow everything about a country. Context has `country`."""
    search = SavedSearch(kind="", query=urlencode({"country": context.country.code}), language=get_language() or "")
    heading = _("Hear of it by mail")
    return _link(_("Follow %(country)s") % {"country": context.country.name}, _address(search), heading)


def _address(search: SavedSearch) -> str:
    kind = urlencode({"in": search.kind}) if search.kind else ""
    query = "&".join(part for part in (kind, search.query) if part)
    return f"{reverse('following:add')}?{query}" if query else reverse("following:add")


def _link(words: str, address: str, heading: str = "") -> Markup:
    context = {"words": words, "address": address, "heading": heading}
    return Markup(render_to_string("following/link.html", context))  # noqa: S704
