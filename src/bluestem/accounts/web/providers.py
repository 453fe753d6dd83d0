"""Signing in with another organisation's account (OpenID Connect)."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import User

logger = logging.getLogger(__name__)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """A provider's word opens an account only where it says that it checked the address, and we did so ourselves."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Set a password first, so that you can still sign in."),
        "no_verified_email": _("Confirm your mail address first, so that you can still sign in."),
        "connected_other": _("This sign-in belongs to another account."),
    }

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        """Answer with our own page; what went wrong is in the log, not on the page."""
        logger.warning("Signing in with a provider failed: %s", about.get("error"))
        raise ImmediateHttpResponse(render(request, "accounts/provider_failed.html", status=401))

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Give the providers of the configuration alone: none can be added through the database."""
        found = [SocialApp(provider="openid_connect", **values) for values in configured()]
        return [
            app
            for app in found
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Give the account with the address, if the provider says `true` to having checked it and so did we."""
        for address in checked_addresses(sociallogin):
            ours = EmailAddress.objects.filter(email=address, verified=True, user__is_active=True).first()
            if ours is not None:
                return ours.user, ours.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Take no address for checked because of a text such as "false"."""
        checked = checked_addresses(sociallogin)
        for address in sociallogin.email_addresses:
            address.verified = address.email.lower() in checked

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        person = super().populate_user(request, sociallogin, data)
        person.name = str(data.get("name") or "")[:120]
        return person

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        return super().get_signup_form_initial_data(sociallogin) | {"name": sociallogin.user.name}


def configured() -> list[dict[str, Any]]:
    """Give the providers as they are configured."""
    return settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]


def checked_addresses(sociallogin: SocialLogin) -> set[str]:
    """Give the address that the provider says it checked, in lower case; only the value `true` says so.

    The claims are those of OpenID Connect Core 1.0, section 5.1: `email` and `email_verified`.
    """
    claims = sociallogin.account.extra_data
    said = claims.get("userinfo") or claims.get("id_token") or {}
    return {str(said["email"]).lower()} if said.get("email") and said.get("email_verified") is True else set()


def names_of_providers() -> dict[str, str]:
    return {values["provider_id"]: values["name"] for values in configured()}


def accounts_of(person: User) -> list[tuple[SocialAccount, str]]:
    """Give the connected sign-ins of a person, each with the name of its provider."""
    names = names_of_providers()
    return [(a, names.get(a.provider, a.provider)) for a in SocialAccount.objects.filter(user=person).order_by("pk")]
