"""What accounts offer to other rooms, and what they keep about people."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import Device, User
from bluestem.accounts.sessions import clear_expired, forget_sessions
from bluestem.kit.periodic import register_periodic
from bluestem.privacy.api import (
    Cookie,
    PersonalData,
    register_cookie,
    register_erasure_step,
    register_personal_data,
)
from bluestem.ui.api import MenuEntry, menu_links, register_global, register_menu

ACCOUNT = _("Until you delete your account.")
register_personal_data(
    PersonalData(
        model=User,
        purpose=_("To sign you in and to address you by your name."),
        legal_basis="6(1)(b)",
        retention=ACCOUNT,
        person="",
        fields=("email", "name", "language", "time_zone", "password", "last_login", "joined_at"),
        secret_fields=("password",),
    )
)
register_personal_data(
    PersonalData(
        model=EmailAddress,
        purpose=_("To know which mail addresses are yours."),
        legal_basis="6(1)(b)",
        retention=_("Until you remove the address or delete your account."),
        person="user",
        fields=("user", "email", "verified", "primary"),
        address_fields=("email",),
    )
)
register_personal_data(
    PersonalData(
        model=Authenticator,
        purpose=_("To keep your account safe with a second factor or a passkey."),
        legal_basis="6(1)(b)",
        retention=_("Until you take it away or delete your account."),
        person="user",
        fields=("user", "type", "data", "created_at", "last_used_at"),
        secret_fields=("data",),
    )
)
register_personal_data(
    PersonalData(
        model=SocialAccount,
        purpose=_("To let you sign in with the account of another organisation."),
        legal_basis="6(1)(b)",
        retention=_("Until you disconnect it or delete your account."),
        person="user",
        fields=("user", "provider", "uid", "extra_data", "last_login", "date_joined"),
    )
)
register_personal_data(
    PersonalData(
        model=Device,
        purpose=_("To show you where you are signed in, and to sign you out there."),
        legal_basis="6(1)(b)",
        retention=_("Until you sign out, or two weeks."),
        person="person",
        fields=("person", "session_key", "browser", "signed_in_at"),
        secret_fields=("session_key",),
    )
)


def forget_sessions_of(*, person: User, now: object) -> None:
    forget_sessions(person=person)


register_erasure_step(forget_sessions_of)
register_periodic("accounts: clear what has expired", 3600, lambda: clear_expired(now=timezone.now()))
register_global("menu_links", menu_links)
SIGNING_IN = _("When you sign in or make an account.")
register_cookie(Cookie(name="sessionid", purpose=_("To know that it is you."), when=SIGNING_IN, lasts=_("Two weeks.")))
register_cookie(
    Cookie(
        name="csrftoken",
        purpose=_("To make sure that forms come from our own pages."),
        when=_("When you open a page with a form that changes something."),
        lasts=_("One year."),
    )
)
register_cookie(
    Cookie(
        name="device",
        purpose=_("To let you in while somebody else guesses at your password."),
        when=_("When you sign in."),
        lasts=_("Half a year."),
    )
)
register_cookie(
    Cookie(
        name="theme",
        purpose=_("To remember whether you chose light or dark."),
        when=_("When you choose light or dark."),
        lasts=_("One year."),
    )
)
register_menu(MenuEntry(label=_("Settings"), url_name="accounts:profile", order=70, section="account", icon="settings"))
for order, label, name in (
    (10, _("Profile"), "accounts:profile"),
    (20, _("Mail addresses"), "account_email"),
    (30, _("Password"), "account_change_password"),
    (40, _("Second factor and passkeys"), "mfa_index"),
    (50, _("Devices"), "accounts:devices"),
    (90, _("My data"), "accounts:my_data"),
):
    register_menu(MenuEntry(label=label, url_name=name, order=order, section="settings"))
if settings.SIGN_IN_PROVIDERS:
    register_menu(
        MenuEntry(label=_("Other sign-ins"), url_name="socialaccount_connections", order=60, section="settings")
    )
register_menu(MenuEntry(label=_("Sign out"), url_name="accounts:sign_out", order=90, section="account", method="post"))
