"""A person's own settings."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluestem.accounts.queries import devices_of
from bluestem.accounts.services import change_profile
from bluestem.accounts.sessions import end_device, end_sessions, remember_device
from bluestem.accounts.web import forms
from bluestem.privacy.api import erase_person, export_person, kept_after_erasure

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    return redirect("accounts:profile")


@login_required
@PAGE
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change name, language of mails and time zone."""
    person = request.user
    form = forms.ProfileForm(request.POST or None, initial=forms.ProfileForm.values_of(person))
    if request.method == "POST" and form.is_valid():
        change_profile(person=person, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


class Addresses(account.EmailView):
    """Mail addresses: add, confirm, choose the main one, remove."""

    form_class = forms.AddressForm
    template_name = "accounts/addresses.html"

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        return super().post(request, *args, **values)


class ChangePassword(account.PasswordChangeView):
    form_class = forms.ChangePasswordForm
    template_name = "accounts/password.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _end_other_sessions(self.request)
        return response


class SetPassword(account.PasswordSetView):
    form_class = forms.SetPasswordForm
    template_name = "accounts/password.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _end_other_sessions(self.request)
        return response


def _end_other_sessions(request: HttpRequest) -> None:
    request.session.save()
    end_sessions(person=request.user, keep=request.session.session_key)
    remember_device(
        person=request.user,
        session_key=request.session.session_key,
        user_agent=request.headers.get("User-Agent", ""),
        now=timezone.now(),
    )


@login_required
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """Show where the person is signed in."""
    found = devices_of(person=request.user)
    return render(request, "accounts/devices.html", {"devices": found, "this": request.session.session_key})


@login_required
@require_POST
def sign_out_device(request: HttpRequest) -> HttpResponse:
    """End one session of the person, or all but this one."""
    if "all" in request.POST:
        end_sessions(person=request.user, keep=request.session.session_key)
        messages.success(request, _("All other devices are signed out."))
    elif request.POST.get("device", "").isdecimal() and end_device(
        person=request.user, device=int(request.POST["device"][:18])
    ):
        messages.success(request, _("The device is signed out."))
    return redirect("accounts:devices")


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/my_data.html", {})


@login_required
@require_http_methods(["GET", "HEAD"])
@reauthentication_required(enabled=True, app="allauth.mfa")
def export(request: HttpRequest) -> HttpResponse:
    """Give everything that is kept about the person as a ZIP file of JSON and files."""
    found = export_person(person=request.user, now=timezone.now())
    return FileResponse(found, as_attachment=True, filename="my-data.zip", content_type="application/zip")


@login_required
@PAGE
@reauthentication_required(enabled=True, app="allauth.mfa")
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; then delete the account."""
    form = forms.DeleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = request.user
        with transaction.atomic():
            logout(request)
            erase_person(person=person, actor=person, now=timezone.now())
        messages.success(request, _("Your account is deleted."))
        return redirect("account_login")
    return render(request, "accounts/delete.html", {"form": form, "kept": kept_after_erasure()})
