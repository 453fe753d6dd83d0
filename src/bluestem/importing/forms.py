"""The form that takes a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluestem.importing.importers import Importer


class ImportForm(forms.Form):
    """What to import, from which file, and what to do with new records and corrections."""

    kind = forms.ChoiceField(label=_("What the table holds"))
    file = forms.FileField(
        label=_("File (XLSX or CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        max_length=200,
    )
    publishes = forms.BooleanField(label=_("Publish new records at once; otherwise they stay drafts"), required=False)
    overwrites = forms.BooleanField(
        label=_("Replace corrections that were made here since the last import"), required=False
    )

    def __init__(self, *args: Any, importers: Sequence[Importer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(importer.kind, importer.label) for importer in importers]  # type: ignore[attr-defined]
