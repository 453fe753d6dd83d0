"""What `ui` itself puts in the registries: the columns of the footer and the way into the administration."""

from __future__ import annotations

from typing import Any

from django.core.checks import register as register_check
from django.utils.translation import gettext_lazy as _

from bluestem.ui.checks import menu_addresses
from bluestem.ui.navigation import FooterSection, MenuEntry, register_footer_section, register_menu


def may_administer(user: Any) -> bool:
    return user is not None and user.is_staff


register_footer_section(FooterSection(name="network", label=_("Network"), order=10))
register_footer_section(FooterSection(name="data", label=_("Open data"), order=20))
register_footer_section(FooterSection(name="help", label=_("Help"), order=30))
register_menu(
    MenuEntry(
        label=_("Administration"),
        url_name="wagtailadmin_home",
        order=80,
        section="account",
        icon="settings",
        visible=may_administer,
    )
)
register_check(menu_addresses)
