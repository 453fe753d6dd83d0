"""The icons of the interface: names in the one sprite `static/ui/icons.svg`.

A new icon is added to ICONS and drawn into the sprite by `tools/vendor_ui.py`.
"""

from __future__ import annotations

from functools import lru_cache

from django.templatetags.static import static

_NAMES = """
arrow-left arrow-right award book-open building-2 calendar captions chart-column check chevron-left chevron-right
circle-play clock copy download external-link eye file-text flag folder-kanban globe graduation-cap hash history
info landmark link list-filter lock log-in log-out mail map-pin menu message-square minus monitor moon pencil plus
printer rss search send settings shield-check sprout sun sun-moon tag trash-2 triangle-alert undo-2 upload user
user-plus users video x
"""
ICONS = frozenset(_NAMES.split())


@lru_cache(maxsize=len(ICONS))
def icon_address(name: str) -> str:
    """Give the address of an icon for `<use href>`; raise ValueError for a name that is not in the sprite."""
    if name not in ICONS:
        raise ValueError(f"There is no icon {name!r}; the names are in bluestem.ui.icons.ICONS.")
    return f"{static('ui/icons.svg')}#{name}"
