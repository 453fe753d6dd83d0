"""What changed between two versions of a record, field by field, with the words that came and went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import BooleanField, Field, FileField, ForeignKey, JSONField, Model, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from markupsafe import Markup, escape
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from bluestem.publishing.writing import from_html

# What the house keeps about a record, not what the record says
TECHNICAL = {"pk", "id", "uuid", "changed_at", "published_at", "withdrawn_at", "evidence_level", "downloads", "order"}
# Beyond this many words a text is shown whole on both sides: to compare it word by word would keep the page waiting.
MOST_WORDS = 6000

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """A field that differs: its name, its words, and both versions with the words marked that differ."""

    name: str
    label: str
    before: Markup
    after: Markup


def differences(
    model: type[Model], before: Content, after: Content, words: Mapping[str, Mapping[str, str]] | None = None
) -> list[Difference]:
    """Give the fields and parts of a record in which two contents (as `content_of` gives them) differ.

    words: the reader's words for the codes of a field, by its name.
    Costs one query for each model that a foreign key points to, whatever the number of fields and rows.
    """
    shown = _Shown(model, (before, after), words or {})
    found = []
    for name, label in _names(model):
        old, new = shown.text(name, before.get(name)), shown.text(name, after.get(name))
        if _plain(old) != _plain(new):
            found.append(Difference(name, label, *_marked(old, new)))
    return found


class _Shown:
    """Turns stored values into the words that people read."""

    def __init__(self, model: type[Model], contents: Iterable[Content], words: Mapping[str, Mapping[str, str]]) -> None:
        self._model = model
        self._words = words
        self._parts = {r.get_accessor_name(): r.related_model for r in get_all_child_relations(model)}
        self._names = self._names_of_keys(list(contents))

    def text(self, name: str, value: Any) -> str:
        if name in self._parts:
            return "\n".join(self._row(self._parts[name], row) for row in value or [])
        if name in self._words and value not in (None, ""):
            codes = value if isinstance(value, list) else [value]
            return ", ".join(str(self._words[name].get(code, code)) for code in codes)
        return self._value(self._model._meta.get_field(name), value)  # type: ignore[arg-type]  # noqa: SLF001

    def _row(self, model: type[Model], row: Content) -> str:
        said = ((field, self._value(field, row.get(field.name))) for field in _fields(model) if not _is_parent(field))
        return "; ".join(f"{capfirst(str(field.verbose_name))}: {text}" for field, text in said if text)

    def _value(self, field: Field[Any, Any], value: Any) -> str:
        if value is None or value in ("", []):
            return ""
        if isinstance(field, TextField | BooleanField | FileField | JSONField):
            return _text(field, value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, ForeignKey):
            return self._names.get((field.related_model, value), str(value))
        return str(value)

    def _names_of_keys(self, contents: Sequence[Content]) -> dict[tuple[type[Model], Any], str]:
        wanted: dict[type[Model], set[Any]] = {}
        for model, row in self._all_rows(contents):
            for field in _fields(model):
                if isinstance(field, ForeignKey) and not _is_parent(field) and row.get(field.name) is not None:
                    wanted.setdefault(field.related_model, set()).add(row[field.name])
        return {
            (model, pk): str(record)
            for model, pks in wanted.items()
            for pk, record in model._default_manager.in_bulk(pks).items()  # noqa: SLF001
        }

    def _all_rows(self, contents: Sequence[Content]) -> Iterable[tuple[type[Model], Content]]:
        for content in contents:
            yield self._model, content
            for name, model in self._parts.items():
                yield from ((model, row) for row in content.get(name) or [])


def _text(field: Field[Any, Any], value: Any) -> str:
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, JSONField):
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return from_html(str(value)) if isinstance(field, TextField) else str(value).rpartition("/")[2]


def _names(model: type[Model]) -> list[tuple[str, str]]:
    """Give name and words of everything that a record says: its fields, then its parts."""
    own = [(field.name, capfirst(str(field.verbose_name))) for field in _fields(model)]
    parts = [
        (relation.get_accessor_name(), capfirst(str(relation.related_model._meta.verbose_name)))  # noqa: SLF001
        for relation in get_all_child_relations(model)
    ]
    return own + parts


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in TECHNICAL]  # noqa: SLF001


def _is_parent(field: Field[Any, Any]) -> bool:
    return isinstance(field, ParentalKey)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _marked(old: str, new: str) -> tuple[Markup, Markup]:
    before, after = _words(old), _words(new)
    if len(before) + len(after) > MOST_WORDS:
        return Markup("<del>{}</del>").format(old), Markup("<ins>{}</ins>").format(new)
    left, right = [], []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, came = escape("".join(before[a:b])), escape("".join(after[c:d]))
        left.append(gone if what == "equal" else Markup("<del>{}</del>").format(gone) if gone else gone)
        right.append(came if what == "equal" else Markup("<ins>{}</ins>").format(came) if came else came)
    return Markup("").join(left), Markup("").join(right)


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
