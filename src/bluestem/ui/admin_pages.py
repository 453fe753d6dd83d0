"""Pages of ours in the secretariat's admin: Wagtail's frame around a template of the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from markupsafe import Markup


def admin_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    icon: str = "",
    crumbs: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Give a page of the admin whose content is a Jinja template.

    icon: name of an icon of Wagtail's. crumbs: words and addresses of the pages above this one.
    """
    content = Markup(render_to_string(template, dict(context), request))  # noqa: S704 - the template has escaped it
    above = [{"url": address, "label": label} for label, address in crumbs]
    frame = {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "content": content,
        "breadcrumbs_items": [*above, {"url": "", "label": title}] if above else [],
    }
    return render(request, "ui/admin_page.html", frame)
