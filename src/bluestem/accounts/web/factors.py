"""A person's second factors: an app for codes, passkeys, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from bluestem.accounts.second_factor import may_lose, needs_second_factor
from bluestem.accounts.web import factor_forms as forms
from bluestem.accounts.web.factor_adapter import NEEDED


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
