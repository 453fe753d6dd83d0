from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bluestem.network.choices import OrganisationRole


class JoinForm(forms.Form):
    words = forms.CharField(
        label=_("A word to the organisation"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example what you do there. Its managers read this, and your name."),
    )


class InviteForm(forms.Form):
    address = forms.EmailField(label=_("Mail address"), max_length=254, widget=forms.EmailInput())
    role = forms.ChoiceField(
        label=_("Role"), choices=OrganisationRole.choices, widget=forms.RadioSelect, initial=OrganisationRole.MEMBER
    )
