"""Fields of submissions: choices by their names in the reader's language, addresses of https."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Field, URLField

from bluestem.kit.text import fold
from bluestem.ui.api import language_name
from bluestem.vocabularies.api import COUNTRIES, LANGUAGES, country_name

Choices = list[tuple[str, Any]] | Callable[[], list[tuple[str, str]]]


def typed_field(db_field: Field[Any, Any], **options: Any) -> forms.Field | None:
    """Give the form field of a model's field; an address without a scheme is one of https."""
    if isinstance(db_field, URLField):
        options["assume_scheme"] = "https"
    return db_field.formfield(**options)


class FormMeta:
    """What `Meta` of every form here begins from."""

    formfield_callback = staticmethod(typed_field)


def country_choices() -> list[tuple[str, str]]:
    """Give every country by its name in the reader's language, in order."""
    return named([(code, code) for code in COUNTRIES], country_name)


def language_choices() -> list[tuple[str, str]]:
    """Give every language by its name in the reader's language, in order."""
    return named([(code, code) for code in LANGUAGES], language_name)


def named(choices: Iterable[tuple[Any, Any]], words: Callable[[str], str]) -> list[tuple[str, str]]:
    """Give choices of codes by their names, in the order of the names; the empty choice stays first."""
    empty = [(code, str(label)) for code, label in choices if not code]
    return empty + sorted(((code, words(code)) for code, _label in choices if code), key=lambda pair: fold(pair[1]))
