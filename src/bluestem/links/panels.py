"""What links show on others' pages."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.links.queries import broken_links_of
from bluestem.ui.api import Panel


def broken_in_my_records(person: Any) -> Markup | None:
    """Broken links in the records that a person looks after (slot `space`)."""
    broken = broken_links_of(person)
    if not broken:
        return None
    return Markup(render_to_string("links/space_panel.html", {"broken": broken}))  # noqa: S704


SPACE_PANEL = Panel(name="broken-links", slot="space", order=60, render=broken_in_my_records)
