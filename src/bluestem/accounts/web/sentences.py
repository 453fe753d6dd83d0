"""What pages and mails say after a step, by the names allauth gives to it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

# After a step, on the next page. What is not here is not said.
SAID = {
    "account/messages/email_confirmed.txt": _("Your mail address is confirmed."),
    "account/messages/email_confirmation_failed.txt": _("This mail address cannot be confirmed."),
    "account/messages/email_deleted.txt": _("The mail address is removed."),
    "account/messages/primary_email_set.txt": _("Mails go to this address from now on."),
    "account/messages/unverified_primary_email.txt": _("Confirm this mail address first."),
    "account/messages/cannot_delete_primary_email.txt": _("This is your main mail address. Choose another one first."),
    "account/messages/password_changed.txt": _("Your password is changed. All other devices are signed out."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("Codes from your app are set up."),
    "mfa/messages/totp_deactivated.txt": _("Codes from your app are switched off."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes."),
    "socialaccount/messages/account_connected.txt": _("The sign-in is connected."),
    "socialaccount/messages/account_connected_other.txt": _("This sign-in belongs to another account."),
    "socialaccount/messages/account_disconnected.txt": _("The sign-in is disconnected."),
}

# Mails with a link that does something: subject, sentence, words before the link
LINKED = {
    "account/email/email_confirmation_signup": (
        _("Confirm your mail address"),
        _("Somebody, probably you, made an account with this address."),
        _("To confirm the address and open the account, follow this link within three days:"),
    ),
    "account/email/email_confirmation": (
        _("Confirm your mail address"),
        _("Somebody, probably you, added this address to an account."),
        _("To confirm the address, follow this link within three days:"),
    ),
    "account/email/account_already_exists": (
        _("You have an account already"),
        _("Somebody, probably you, tried to make an account with this address. You have one already."),
        _("If you do not know your password any more, choose a new one here:"),
    ),
    "account/email/unknown_account": (
        _("There is no account with this address"),
        _("Somebody, probably you, asked for a new password. There is no account with this address."),
        _("If you want an account, make one here:"),
    ),
    "account/email/password_reset_key": (
        _("Choose a new password"),
        _("Somebody, probably you, asked for a new password for your account."),
        _("To choose it, follow this link within three days:"),
    ),
}

# Mails that tell what changed: subject
CHANGED = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_set": _("Your password was set"),
    "account/email/password_reset": _("Your password was changed"),
    "account/email/email_changed": _("Your main mail address was changed"),
    "account/email/email_confirm": _("A mail address of your account was confirmed"),
    "account/email/email_deleted": _("A mail address was removed from your account"),
    "mfa/email/totp_activated": _("Codes from an app were set up for your account"),
    "mfa/email/totp_deactivated": _("Codes from an app were switched off for your account"),
    "mfa/email/recovery_codes_generated": _("Your account has new recovery codes"),
    "mfa/email/webauthn_added": _("A passkey was added to your account"),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account"),
    "socialaccount/email/account_connected": _("Another sign-in was connected to your account"),
    "socialaccount/email/account_disconnected": _("A sign-in was disconnected from your account"),
}


def compose(name: str, address: str, about: dict[str, Any], headers: dict[str, str] | None) -> EmailMessage:
    """Give the mail that allauth calls `name`, in the language of its reader where that is known.

    Raises KeyError for a mail that has no words here.
    """
    person = about.get("user")
    with override(person.language if person is not None else get_language()):
        values = {"network": settings.NETWORK_NAME, "contact": settings.NETWORK_CONTACT, **_words(name, about)}
        text = render_to_string("accounts/mail/text.txt", values)
        return EmailMessage(f"{settings.NETWORK_NAME}: {values['subject']}", text, None, [address], headers=headers)


def _words(name: str, about: dict[str, Any]) -> dict[str, Any]:
    if name in CHANGED:
        return {"subject": CHANGED[name], "sentence": "", "before": "", "link": _link("account_reset_password")}
    subject, sentence, before = LINKED[name]
    own = {
        "account/email/account_already_exists": "account_reset_password",
        "account/email/unknown_account": "account_signup",
    }
    link = _link(own[name]) if name in own else about.get("activate_url") or about["password_reset_url"]
    return {"subject": subject, "sentence": sentence, "before": before, "link": link}


def _link(name: str) -> str:
    return f"{settings.ORIGIN}{reverse(name)}"
