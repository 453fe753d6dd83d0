"""What other rooms may use of the interface in Python. Templates use `ui/base.html` and `ui/components/*.html`."""

from bluestem.ui import charts
from bluestem.ui.addresses import address, slug_address
from bluestem.ui.admin_pages import admin_page
from bluestem.ui.answers import drawing_response, picture_response
from bluestem.ui.caching import public_page
from bluestem.ui.filters import register_filter, register_global
from bluestem.ui.formats import clock, language_name, long_date, month, number, own_language_name, short_date
from bluestem.ui.frame import home_address
from bluestem.ui.navigation import (
    FooterSection,
    MenuEntry,
    Text,
    menu_links,
    register_footer_section,
    register_menu,
    register_menu_source,
)
from bluestem.ui.panels import Panel, RenderedPanel, panels, register_panel
from bluestem.ui.plates import MAX_STEMS, SPECIES, STRAND_SPECIES, Stem, meadow_svg, plate_svg, thumb_svg

__all__ = [
    "MAX_STEMS",
    "SPECIES",
    "STRAND_SPECIES",
    "FooterSection",
    "MenuEntry",
    "Panel",
    "RenderedPanel",
    "Stem",
    "Text",
    "address",
    "admin_page",
    "charts",
    "clock",
    "drawing_response",
    "home_address",
    "language_name",
    "long_date",
    "meadow_svg",
    "menu_links",
    "month",
    "number",
    "own_language_name",
    "panels",
    "picture_response",
    "plate_svg",
    "public_page",
    "register_filter",
    "register_footer_section",
    "register_global",
    "register_menu",
    "register_menu_source",
    "register_panel",
    "short_date",
    "slug_address",
    "thumb_svg",
]
