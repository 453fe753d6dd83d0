from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
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
