"""What accounts offer to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import User
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, menu_links, register_global, register_menu

register_personal_data(
    PersonalData(
        model=User,
        purpose=_("To sign you in and to address you by your name."),
        legal_basis="6(1)(b)",
        retention=_("Until you delete your account."),
        person="",
        fields=("email", "name", "language", "time_zone", "password", "last_login", "joined_at"),
    )
)
register_global("menu_links", menu_links)
register_menu(MenuEntry(label=_("Settings"), url_name="accounts:profile", order=70, section="account", icon="settings"))
register_menu(MenuEntry(label=_("Profile"), url_name="accounts:profile", order=10, section="settings"))
register_menu(MenuEntry(label=_("Sign out"), url_name="accounts:sign_out", order=90, section="account", method="post"))
