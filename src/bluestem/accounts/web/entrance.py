"""The doors: making an account, signing in, choosing a new password. allauth holds the flows."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.core.internal import ratelimit
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluestem.accounts.sessions import end_sessions
from bluestem.accounts.web import forms


class SignIn(account.LoginView):
    form_class = forms.SignInForm
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **values: Any) -> dict[str, Any]:
        return super().get_context_data(providers=settings.SIGN_IN_PROVIDERS, **values)


class SignUp(account.SignupView):
    form_class = forms.SignUpForm
    template_name = "accounts/sign_up.html"

    @transaction.atomic
    def form_valid(self, form: forms.SignUpForm) -> HttpResponse:
        """Keep the account, its address and the mail to it together, or none of them."""
        return super().form_valid(form)


class ConfirmationSent(account.EmailVerificationSentView):
    template_name = "accounts/confirmation_sent.html"


class ConfirmAddress(account.ConfirmEmailView):
    template_name = "accounts/confirm_address.html"

    @transaction.atomic
    def post(self, *args: Any, **values: Any) -> HttpResponse:
        return super().post(*args, **values)


class Reset(account.PasswordResetView):
    """Ask for a mail with which to choose a new password; every address is answered alike."""

    form_class = forms.ResetForm
    template_name = "accounts/reset.html"

    def form_valid(self, form: forms.ResetForm) -> HttpResponse:
        if refused := ratelimit.consume_or_429(self.request, app="allauth.account", action="reset_password"):
            return refused
        # Over the limit of one address nothing is sent and nothing else is said: earlier mails still work.
        address = form.cleaned_data["email"].lower()
        if ratelimit.consume(self.request, app="allauth.account", action="reset_mail", key=address):
            form.save(self.request)
        return redirect("account_reset_password_done")


class ResetSent(account.PasswordResetDoneView):
    template_name = "accounts/reset_sent.html"


class NewPassword(account.PasswordResetFromKeyView):
    form_class = forms.NewPasswordForm
    template_name = "accounts/new_password.html"

    @transaction.atomic
    def form_valid(self, form: forms.NewPasswordForm) -> HttpResponse:
        response = super().form_valid(form)
        end_sessions(person=self.reset_user)
        return response


class NewPasswordDone(account.PasswordResetFromKeyDoneView):
    template_name = "accounts/new_password_done.html"


class Reauthenticate(account.ReauthenticateView):
    form_class = forms.ReauthenticateForm
    template_name = "accounts/reauthenticate.html"


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer whoever tried too often."""
    return render(request, "accounts/too_many.html", status=429)
