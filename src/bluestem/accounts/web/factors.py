"""A person's second factors: an app for codes, passkeys, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.second_factor import may_lose, needs_second_factor, seal, unseal
from bluestem.accounts.web import forms

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


class SecondFactor(base.IndexView):
    template_name = "accounts/second_factor.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        found = super().get_context_data(**values)
        kinds = found["authenticators"]
        return {
            **found,
            "app": kinds.get("totp"),
            "passkeys": kinds.get("webauthn", []),
            "codes": kinds.get("recovery_codes"),
            "needed": needs_second_factor(self.request.user),
        }


class AddApp(totp.ActivateTOTPView):
    form_class = forms.AppForm
    template_name = "accounts/app_add.html"


class RemoveApp(totp.DeactivateTOTPView):
    template_name = "accounts/factor_remove.html"


class AddPasskey(webauthn.AddWebAuthnView):
    form_class = forms.PasskeyForm
    template_name = "accounts/passkey_add.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        options = webauthn.auth.begin_registration(self.request.user, passwordless=True)
        return {"form": values.get("form") or self.get_form(), "options": options}


class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = "accounts/factor_remove.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not may_lose(self.get_object()):
            messages.error(self.request, NEEDED)
            return redirect("mfa_index")
        return super().form_valid(form)


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    template_name = "accounts/recovery_codes.html"


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    template_name = "accounts/recovery_codes_new.html"
