"""System checks of the interface."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from bluestem.ui.navigation import address_of, site_menu


def menu_addresses(**_kwargs: Any) -> list[CheckMessage]:
    """Report menu entries that lead nowhere (`ui.E001`)."""
    return [
        Error(
            f"The menu entry {entry.label!s} names the address {entry.url_name}, which is not served.",
            hint="Serve it in config/urls.py, or take the entry out of the room's contributions.",
            id="ui.E001",
        )
        for entry in site_menu.entries()
        if address_of(entry) is None
    ]
