from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.models import User
from bluestem.accounts.validators import one_line


def time_zones() -> list[tuple[str, str]]:
    """Give the zones that have a place in their name, such as `Europe/Brussels`, and UTC."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *named]]


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        help_text=_("As others in the network read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language of mails to you"), choices=lambda: settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Times in mails to you are of this zone.")
    )

    @staticmethod
    def values_of(person: User) -> dict[str, Any]:
        return {"name": person.name, "language": person.language, "time_zone": person.time_zone}


MAIL = _("Mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
LONG_ENOUGH = _("At least 12 characters. A few words are good.")


def mail_field(autocomplete: str = "email") -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
    return forms.EmailField(label=MAIL, max_length=254, validators=[one_line], widget=widget)


def _password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=1000, help_text=help_text, widget=widget)


class SignInForm(allauth_forms.LoginForm):
    """Mail address and password; the answer never tells which of the two was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = mail_field("username")
        self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"] = _password_field(PASSWORD, "current-password")
        self.order_fields(["login", "password"])


class SignUpForm(allauth_forms.SignupForm):
    """Name, mail address, password. A known address is answered as an unknown one, at the same cost."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        help_text=_("As others in the network read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    notice = forms.BooleanField(label=_("I have read the privacy notice"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = mail_field()
        self.fields["password1"] = _password_field(PASSWORD, "new-password", LONG_ENOUGH)
        self.order_fields(["name", "email", "password1", "notice"])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.account_already_exists:  # type: ignore[has-type]  # set by the library's `clean`
            make_password(self.cleaned_data["password1"])  # a new account costs this much
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # somebody took the address a moment ago
            self.account_already_exists = True
            return super().try_save(request)


class ResetForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = mail_field()


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_new_password(self)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _one_new_password(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password_field(_("Your password now"), "current-password")
        _one_new_password(self)


def _one_new_password(form: forms.Form) -> None:
    """Ask for it once: it can be shown by the browser, and a slip is mended by a mail."""
    field = form.fields["password1"]
    field.label, field.help_text = NEW_PASSWORD, LONG_ENOUGH
    field.widget.attrs.pop("placeholder", None)
    del form.fields["password2"]


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password_field(PASSWORD, "current-password")


class AddressForm(allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = mail_field()
        self.fields["email"].label = _("Another mail address")


class DeleteForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, delete my account. I know that this cannot be undone."))
