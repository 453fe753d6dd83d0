"""The second step of signing in, signing in with a passkey, and both again before something that matters."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as factor
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from bluestem.accounts.web import factor_forms as forms


class SecondStep(factor.AuthenticateView):
    """After the password: a code or a passkey. Until then nobody is signed in."""

    form_class = forms.CodeForm
    template_name = "accounts/second_step.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        found = super().get_context_data(**values)
        options = found["js_data"]["request_options"]
        return {**found, "options": options, "has_passkey": bool(options["publicKey"].get("allowCredentials"))}


class PasskeySignIn(webauthn.LoginWebAuthnView):
    """Signing in with a passkey alone: the script asks for a challenge, then sends what the passkey answered."""

    def get(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse(webauthn.auth.begin_authentication(user=None))
        return redirect("account_login")


class ReauthenticateByCode(factor.ReauthenticateView):
    form_class = forms.ReauthenticateCodeForm
    template_name = "accounts/reauthenticate.html"


class ReauthenticateByPasskey(webauthn.ReauthenticateWebAuthnView):
    template_name = "accounts/reauthenticate_passkey.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        found = super().get_context_data(**values)
        return {**found, "options": found["js_data"]["request_options"]}
