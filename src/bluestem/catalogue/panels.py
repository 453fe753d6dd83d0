"""The newest records of a type as a panel for other pages."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.catalogue.listing import latest
from bluestem.catalogue.records import registry
from bluestem.ui.api import Panel

SHOWN = 4


def latest_panel(kind: str, *, order: int) -> Panel:
    """Give a panel for the slot `home`: the newest records of a type, with the way to all of them."""

    def render(context: Any) -> Markup | None:
        page = latest(kind, limit=SHOWN)
        if not page.total:
            return None
        return Markup(render_to_string("catalogue/latest_panel.html", {"type": registry[kind], "list": page}))  # noqa: S704

    return Panel(name=f"latest-{kind}", slot="home", order=order, render=render)
