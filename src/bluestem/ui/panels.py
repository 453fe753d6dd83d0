"""Panels: pieces of a page that rooms contribute to pages they do not own.

A page names a slot and gives what it is about; each registered panel answers with markup or with nothing:

    register_panel(Panel(name="programmes", slot="country", order=10, render=programmes_of_country))
    {% for panel in panels("country", context) %}{{ panel.markup }}{% endfor %}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A contribution to the slot of a page.

    name: unique within the slot; becomes the id of the panel's element.
    slot: which page asks for it: `home`, `country`, `programme`, `space` and so on.
    order: smaller stands further up; leave gaps.
    render: takes the slot's context (a frozen dataclass that the page's room documents in its `api`)
        and gives markup, or None when there is nothing to show.
    """

    name: str
    slot: str
    order: int
    render: Callable[[Any], Markup | None]


@dataclass(frozen=True)
class RenderedPanel:
    """What a panel answered."""

    name: str
    markup: Markup


class PanelRegistry:
    """The panels of a site."""

    def __init__(self) -> None:
        self._panels: list[Panel] = []

    def register(self, panel: Panel) -> None:
        """Add a panel to its slot; raise ValueError if the slot already has one of that name."""
        if any((known.slot, known.name) == (panel.slot, panel.name) for known in self._panels):
            raise ValueError(f"The panel {panel.name} is registered twice in the slot {panel.slot}.")
        self._panels.append(panel)

    def render(self, slot: str, context: Any) -> list[RenderedPanel]:
        """Give the panels of a slot that have something to show, in order."""
        in_slot = sorted((panel for panel in self._panels if panel.slot == slot), key=lambda panel: panel.order)
        answers = ((panel.name, panel.render(context)) for panel in in_slot)
        return [RenderedPanel(name, markup) for name, markup in answers if markup is not None]


_site_panels = PanelRegistry()
register_panel = _site_panels.register
panels = _site_panels.render
