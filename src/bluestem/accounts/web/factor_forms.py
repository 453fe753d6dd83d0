"""Forms of second factors. Loaded late: they bring the libraries for passkeys."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from bluestem.accounts.validators import one_line

CODE = _("Code")

# What the library for passkeys raises for answers that no browser gives
DAMAGED = (ValueError, TypeError, KeyError, AttributeError, IndexError, struct.error)


def _code_field(form: forms.Form) -> None:
    field = form.fields["code"]
    field.label, field.max_length = CODE, 20  # type: ignore[attr-defined]  # a CharField of the library
    field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})


class CodeForm(factor_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self)
        self.fields["code"].widget.attrs["autofocus"] = True


class ReauthenticateCodeForm(factor_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self)


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self)


class PasskeyForm(AddWebAuthnForm):
    """A passkey always signs in without a password: it is asked for as one that its device keeps and guards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("Such as the device that keeps it.")
        self.fields["name"].max_length = 80
        self.fields["name"].validators.append(one_line)
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except DAMAGED as error:
            raise get_adapter().validation_error("incorrect_code") from error
