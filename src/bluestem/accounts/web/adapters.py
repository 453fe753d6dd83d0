"""What allauth asks of us: who signs up, where links lead, what is said, who is counted."""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import User
from bluestem.accounts.sessions import remember_device
from bluestem.accounts.web.devices import is_known_device, know_device
from bluestem.accounts.web.sentences import SAID, compose


class LimitedSignIn(DefaultAccountAdapter):
    """Limits of signing in that lock nobody else out: of an account from one client, and from anywhere."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        account = credentials.get("email", "").lower()
        self._account_usage = None
        if not is_known_device(request, account):
            self._account_usage = ratelimit.consume(
                request, app="allauth.account", action="login_failed_account", key=account
            )
            if not self._account_usage:
                raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._account_usage:
            self._account_usage.rollback()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # With the client's address in it, tries of one person do not lock out another
        return f"{credentials.get('email', '').lower()} {ratelimit.truncate_ip(client_address(request))}"


class AccountAdapter(LimitedSignIn):
    """Our accounts: one form of an address, and links to our own origin."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "We found no account with this mail address and password. Check both and try again."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or use a passkey."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not work any more."),
        "duplicate_email": _("This address is yours already."),
        "max_email_addresses": _("You can have %d mail addresses at most."),
        "rate_limited": _("Too many tries. Wait a few minutes."),
    }

    def new_user(self, request: HttpRequest) -> User:
        return User(joined_at=timezone.now(), language=get_language() or settings.LANGUAGE_CODE)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit=commit)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password; every confirmed address of an account signs in."""
        credentials["email"] = self._main_address(credentials.get("email", ""))
        return super().authenticate(request, **credentials)

    def _main_address(self, address: str) -> str:
        confirmed = EmailAddress.objects.filter(email=address.lower(), verified=True).select_related("user").first()
        return confirmed.user.email if confirmed else address

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if request.session.session_key is None:
            request.session.save()
        remember_device(
            person=user,
            session_key=request.session.session_key,
            user_agent=self.get_http_user_agent(request),
            now=timezone.now(),
        )

    def post_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse:
        response = super().post_login(request, user, **about)
        know_device(request, response, user.email)
        return response

    def is_safe_url(self, url: str) -> bool:
        """Whether `url` is a page of ours: its path alone, or with our own origin."""
        secure = settings.ORIGIN.startswith("https://")
        host = context.request.get_host() if context.request else None
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host} if host else None, require_https=secure)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.ORIGIN}{path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return f"{settings.ORIGIN}{reverse('account_confirm_email', args=[emailconfirmation.key])}"

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        return compose(template_prefix, email, context, headers)

    def add_message(  # noqa: PLR0917 (as allauth calls it)
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words), extra_tags=extra_tags)

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # our pages are pages


def client_address(request: HttpRequest) -> str:
    """Give the address a request came from: what the outermost of our own proxies says, or the connection's own.

    A chain shorter than the configured number of proxies cannot be true; then the connection's own address counts.
    """
    own = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 (a socket without address)
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    said = chain[-count] if 0 < count <= len(chain) else own
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return own
