"""What allauth asks of us about second factors."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.second_factor import may_lose, seal, unseal

NEEDED = _("Your role needs a second factor. Add another one before you take this one away.")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed in the database; who must have a second factor keeps one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Confirm your addresses before you add a second factor."),
        "cannot_delete_authenticator": NEEDED,
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next one."),
        "unverified_email": _("Confirm all your mail addresses first, or remove those you do not use."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_lose(authenticator)

    def _get_site_name(self) -> str:
        return settings.NETWORK_NAME
