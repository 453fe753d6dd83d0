"""Wagtail's fields for choosing a page, picture or document, without the script that Wagtail writes into the page.

Our policy refuses scripts within pages. The options stand beside the field instead, and `choosers.js` reads them.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def render(
    chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any] | None = None, **_rest: Any
) -> SafeString:
    """Give the field as Wagtail's `BaseChooser.render` does, its options as data."""
    value_data = chooser.get_value_data(value)
    field = chooser.render_html(name, value_data, attrs)
    place = (attrs or {})["id"]
    # The chooser of tasks alone is made from its place and nothing else.
    is_task = isinstance(chooser, AdminTaskChooser)
    options = None if is_task else chooser.get_js_init_options(place, name, value_data)
    beside = format_html(
        '<span hidden data-chooser="{}" data-for="{}" data-options="{}"></span>',
        "task" if is_task else chooser.js_constructor,
        place,
        json.dumps(options),
    )
    return mark_safe(f"{field}{beside}")  # noqa: S308 - both parts are escaped by their templates


def install() -> None:
    """Have every chooser of Wagtail's rendered so."""
    BaseChooser.render = render
