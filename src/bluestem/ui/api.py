"""What other rooms may use of the interface in Python. Templates use `ui/base.html` and `ui/components/*.html`."""

from bluestem.ui.filters import register_filter
from bluestem.ui.formats import clock, language_name, long_date, month, number, own_language_name, short_date
from bluestem.ui.navigation import FooterSection, MenuEntry, register_footer_section, register_menu
from bluestem.ui.panels import Panel, RenderedPanel, panels, register_panel

__all__ = [
    "FooterSection",
    "MenuEntry",
    "Panel",
    "RenderedPanel",
    "clock",
    "language_name",
    "long_date",
    "month",
    "number",
    "own_language_name",
    "panels",
    "register_filter",
    "register_footer_section",
    "register_menu",
    "register_panel",
    "short_date",
]
