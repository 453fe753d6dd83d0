"""Pages around signing in with a provider. They are only served where one is configured."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.socialaccount import views as social
from allauth.socialaccount.forms import SignupForm
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid
from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from bluestem.accounts.validators import one_line
from bluestem.accounts.web.forms import mail_field
from bluestem.accounts.web.providers import accounts_of, checked_addresses, configured, names_of_providers

logger = logging.getLogger(__name__)


class ProviderSignUpForm(SignupForm):
    """What the provider said, to be confirmed by its person; the address is confirmed by mail unless it was checked."""

    name = forms.CharField(label=_("Name"), max_length=120, validators=[one_line])
    notice = forms.BooleanField(label=_("I have read the privacy notice"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["email"] = mail_field()
        # An address that was checked is taken as it is: another one would come in without being checked.
        self.fields["email"].disabled = bool(checked_addresses(self.sociallogin))
        self.order_fields(["name", "email", "notice"])


class ProviderSignUp(social.SignupView):
    form_class = ProviderSignUpForm
    template_name = "accounts/provider_sign_up.html"

    @transaction.atomic
    def form_valid(self, form: ProviderSignUpForm) -> HttpResponse:
        return super().form_valid(form)

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        names = names_of_providers()
        return super().get_context_data(provider_name=names.get(self.sociallogin.account.provider, ""), **values)


class ProviderCancelled(social.LoginCancelledView):
    template_name = "accounts/provider_failed.html"


class ProviderFailed(social.LoginErrorView):
    template_name = "accounts/provider_failed.html"


class Connections(social.ConnectionsView):
    template_name = "accounts/connections.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        person = self.request.user
        connected = accounts_of(person)
        taken = {account.provider for account, _name in connected}
        free = [values for values in configured() if values["provider_id"] not in taken]
        return super().get_context_data(connected=connected, free=free, **values)


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider, from a link on a page of ours only.

    A page of another site cannot start it: browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`).
    A form that is posted could not lead there, for our Content-Security-Policy lets forms lead nowhere else.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        return redirect("account_login")
    return _asked(openid.login, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider answered."""
    return _asked(openid.callback, request, provider_id)


def _asked(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    """Give what a view of allauth answers; where the provider does not answer or talks nonsense, say so."""
    try:
        return view(request, provider_id)
    except (RequestException, OAuth2Error, ValueError, KeyError):
        logger.warning("The provider %s did not answer as it should", provider_id, exc_info=True)
        return render(request, "accounts/provider_failed.html", status=401)
