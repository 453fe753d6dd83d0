"""What accounts offer to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import User
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, register_menu

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
register_menu(MenuEntry(label=_("Sign out"), url_name="accounts:sign_out", order=90, section="account", method="post"))
