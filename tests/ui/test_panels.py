"""Panels: what rooms add to pages they do not own."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from bluestem.ui.panels import Panel, PanelRegistry


def panel(name: str, order: int = 1, slot: str = "country", *, silent: bool = False) -> Panel:
    markup = None if silent else Markup("<p>{}</p>").format(name)
    return Panel(name=name, slot=slot, order=order, render=lambda context: markup)


def test_panels_answer_in_order_and_silent_ones_are_left_out():
    registry = PanelRegistry()
    for given in (panel("late", 30), panel("silent", 20, silent=True), panel("early", 10), panel("other", slot="home")):
        registry.register(given)
    found = registry.render("country", object())
    assert [(each.name, each.markup) for each in found] == [("early", "<p>early</p>"), ("late", "<p>late</p>")]


def test_panel_gets_the_context_of_its_page():
    registry = PanelRegistry()
    registry.register(Panel(name="echo", slot="home", order=1, render=escape))
    assert registry.render("home", "Belgium")[0].markup == "Belgium"


def test_same_panel_twice_is_refused():
    registry = PanelRegistry()
    registry.register(panel("one"))
    registry.register(panel("one", slot="home"))
    with pytest.raises(ValueError, match="one is registered twice in the slot country"):
        registry.register(panel("one"))
