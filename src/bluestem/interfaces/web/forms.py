"""Forms of the settings pages for programs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import registry
from bluestem.interfaces.choices import Event, Scope
from bluestem.ui.api import Text
from bluestem.vocabularies.api import countries_by_name

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("One year"))]


class TokenForm(forms.Form):
    """A new access token."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What the token is for, such as “our school's website”.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(label=_("It works for"), choices=DAYS, coerce=int, initial=90)


class WebhookForm(forms.Form):
    """A new subscription of events."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Where we send messages. It begins with https:// and can be reached by everyone."),
    )
    events = forms.MultipleChoiceField(
        label=_("Tell me when a record is"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=Event.values,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of records"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to hear of all."),
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Choose none to hear of all."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kinds", [(record_type.name, record_type.label_plural) for record_type in registry])
        self._offer("countries", [(country.code, country.name) for country in countries_by_name()])

    def _offer(self, name: str, choices: list[tuple[str, Text]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices
