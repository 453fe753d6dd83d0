"""The form of a submission: sections of fields, rows of parts, formatted text as people type it.

A submission keeps what was typed, so its form is always filled from texts: `content` maps a field's name to the list of
its texts, as a browser sends them. Rows of a part are named `<part>-<number>-<field>`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import check_line
from bluestem.kit.html import clean_html
from bluestem.publishing.fields import Choices, named
from bluestem.publishing.writing import from_html, to_html
from bluestem.ui.api import Text, language_name
from bluestem.vocabularies.api import country_name

Content = Mapping[str, list[str]]

MOST_ROWS = 40
# Enough for the longest sheet with all its rows and translations
LONGEST_TEXT = 60_000
LONGEST_CONTENT = 600_000
SIMPLE_SIGNS = _("Leave an empty line between paragraphs. Begin a line with - for a list. **Two stars** make bold.")


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields that are shown together under one heading, then one part or one upload where named."""

    name: str
    title: Text
    fields: tuple[str, ...] = ()
    part: str = ""
    upload: str = ""
    hint: Text = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of a record, such as indicators. `beside`: a row's field to the record's own, shown to its left."""

    name: str
    label: Text
    add: Text
    form: type[PartForm]
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that belongs to the record. `clean` gives the file to keep, or raises ValidationError."""

    field: str
    label: Text
    hint: Text
    accept: str
    clean: Callable[[UploadedFile[Any]], ContentFile[bytes]]


class _Typed:
    """What forms of records and of their parts share. `rich`: formatted text. `codes`: boxes to tick, or one choice."""

    rich: ClassVar[tuple[str, ...]] = ()
    codes: ClassVar[Mapping[str, Choices]] = {}
    fields: dict[str, forms.Field]
    initial: Any

    def prepare_fields(self) -> None:
        for name in self.rich:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 8})
            self.fields[name].help_text = self.fields[name].help_text or SIMPLE_SIGNS
            self.initial[name] = from_html(self.initial.get(name) or "")
        for name, choices in self.codes.items():
            known = self.fields[name]
            self.fields[name] = forms.MultipleChoiceField(
                label=known.label,
                choices=choices,
                required=known.required,
                widget=forms.CheckboxSelectMultiple,
                initial=self.initial.get(name),
                help_text=known.help_text,
            )
        for name, words in (("language", language_name), ("country", country_name)):
            if name in self.fields:
                self.fields[name].choices = named(self.fields[name].choices, words)  # type: ignore[attr-defined]
        for known in self.fields.values():
            if type(known) is forms.CharField and isinstance(known.widget, forms.TextInput):
                known.validators.append(check_line)
            if isinstance(known, forms.DateField):
                known.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_rich(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        for name in self.rich:
            if name in cleaned:
                cleaned[name] = clean_html(to_html(cleaned[name]))
        return cleaned


class PartForm(_Typed, forms.ModelForm):  # type: ignore[type-arg]
    """One row of a part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare_fields()

    def clean(self) -> dict[str, Any]:
        return self.clean_rich(super().clean() or self.cleaned_data)

    @property
    def part_id(self) -> str:
        return self.data.get(f"{self.prefix}-part", "") if self.is_bound else str(self.instance.pk or "")

    @property
    def says_something(self) -> bool:
        """Whether anything was typed or chosen; what a new row holds by itself is nothing."""
        own = {name: _text(field.initial) for name, field in self.fields.items()}
        return any(self.data.get(f"{self.prefix}-{name}", "").strip() not in ("", own[name]) for name in own)

    @property
    def is_dropped(self) -> bool:
        return bool(self.data.get(f"{self.prefix}-drop"))


class SubmissionForm(_Typed, forms.ModelForm):  # type: ignore[type-arg]
    """The form of a record type for members. Subclasses say which sections, parts and uploads it has."""

    title_field: ClassVar[str] = "name"
    sections: ClassVar[tuple[Section, ...]] = ()
    parts: ClassVar[tuple[Part, ...]] = ()
    uploads: ClassVar[tuple[Upload, ...]] = ()

    def __init__(self, content: Content | None = None, *, instance: Model | None = None) -> None:
        data = MultiValueDict({name: list(texts) for name, texts in content.items()}) if content is not None else None
        super().__init__(data, instance=instance, use_required_attribute=False)
        self.prepare_fields()
        self.rows = {part.name: self._rows(part) for part in self.parts}

    def clean(self) -> dict[str, Any]:
        return self.clean_rich(super().clean() or self.cleaned_data)

    def is_valid(self) -> bool:
        """Whether the fields and every row that says something are right."""
        return all([super().is_valid(), *(row.is_valid() for rows in self.rows.values() for row in self._said(rows))])

    def problems(self) -> dict[str, list[str]]:
        """Give the sentences about wrong fields, by the name of the field or of the part, in order."""
        found = {name: [str(sentence) for sentence in sentences] for name, sentences in self.errors.items()}
        for part in self.parts:
            for number, row in enumerate(self._said(self.rows[part.name]), start=1):
                for name, sentences in row.errors.items():
                    label = row.fields[name].label if name in row.fields else ""
                    found.setdefault(part.name, []).append(
                        f"{part.label} {number}, {label}: {' '.join(map(str, sentences))}"
                    )
        return found

    def without_errors(self) -> SubmissionForm:
        """Give this form as one that is still being written: nothing in it is called wrong."""
        for form in (self, *(row for rows in self.rows.values() for row in rows)):
            form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001 - what full_clean would find
        return self

    def apply(self) -> Any:
        """Give the record, in memory, with what the form says. Call it when the form is valid."""
        for part in self.parts:
            said = [row.save(commit=False) for row in self._said(self.rows[part.name])]
            for number, child in enumerate(said):
                if hasattr(child, "sort_order_field"):
                    setattr(child, child.sort_order_field, number)
            setattr(self.instance, part.name, said)
        return self.instance

    def section_of(self, name: str) -> str:
        """Give the name of the section in which a field or part stands."""
        return next((s.name for s in self.sections if name in (*s.fields, s.part, s.upload)), "")

    def label_of(self, name: str) -> str:
        """Give the words of a field, part or upload; nothing for an unknown name."""
        if name in self.fields:
            return str(self.fields[name].label)
        words = {part.name: part.label for part in self.parts} | {u.field: u.label for u in self.uploads}
        return str(words.get(name, ""))

    def names(self) -> list[str]:
        """Give every name that a comment may stand at, in the order of the form."""
        return [name for section in self.sections for name in (*section.fields, section.part, section.upload) if name]

    def _rows(self, part: Part) -> list[PartForm]:
        """Give the rows as typed, and one that is empty while there is room."""
        existing = {str(child.pk): child for child in _children(self.instance, part.name)}
        count = _row_count(self.data, part.name) if self.is_bound else len(existing)
        children = list(existing.values())
        rows = []
        for number in range(min(count + 1, MOST_ROWS)):
            prefix = f"{part.name}-{number}"
            instance = existing.get(self.data.get(f"{prefix}-part", "")) if self.is_bound else None
            if not self.is_bound and number < len(children):
                instance = children[number]
            data = self.data if self.is_bound else None
            rows.append(
                part.form(data, prefix=prefix, instance=instance, empty_permitted=True, use_required_attribute=False)
            )
        return rows

    @staticmethod
    def _said(rows: list[PartForm]) -> list[PartForm]:
        """Give the rows that say something and are not dropped."""
        return [row for row in rows if not row.is_dropped and (row.says_something or row.instance.pk)]


def content_of_form(form: SubmissionForm) -> dict[str, list[str]]:
    """Give what a browser would send for an unbound form: the texts of a record's fields and rows."""
    content = dict(_texts(form, ""))
    for part in form.parts:
        rows = [row for row in form.rows[part.name] if row.instance.pk]
        content[f"{part.name}-rows"] = [str(len(rows))]
        for row in rows:
            content |= dict(_texts(row, f"{row.prefix}-"))
            content[f"{row.prefix}-part"] = [str(row.instance.pk)]
    return content


def read_content(form: type[SubmissionForm], sent: QueryDict) -> dict[str, list[str]]:
    """Give what belongs to a form of all that a browser sent, as it can be stored.

    NUL cannot be stored in a database's text and is shown as the sign for an unreadable character. Raises
    ValidationError when it is far longer than any sheet.
    """
    names = {*form.base_fields}
    prefixes = tuple(f"{part.name}-" for part in form.parts)
    content = {
        name: [text.replace("\x00", "\ufffd") for text in sent.getlist(name)]
        for name in sent
        if name in names or name.startswith(prefixes)
    }
    lengths = [len(text) for texts in content.values() for text in texts]
    if sum(lengths) > LONGEST_CONTENT or max(lengths, default=0) > LONGEST_TEXT:
        raise forms.ValidationError(_("This is longer than a sheet can be. Shorten it, then save again."))
    return content


def _texts(form: forms.ModelForm[Any], prefix: str) -> Iterator[tuple[str, list[str]]]:
    for name, known in form.fields.items():
        value = form.initial.get(name, known.initial)
        texts = [_text(part) for part in value] if isinstance(value, list | tuple) else [_text(value)]
        if isinstance(known, forms.BooleanField):
            texts = ["on"] if value else []
        yield f"{prefix}{name}", texts


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value.pk) if isinstance(value, Model) else str(value)


def _children(record: Any, part: str) -> list[Model]:
    return list(getattr(record, part).all()) if record is not None and hasattr(record, part) else []


def _row_count(data: Mapping[str, Any], part: str) -> int:
    """How many rows were sent: what the form says, or the highest number that is there, never more than allowed."""
    said = str(data.get(f"{part}-rows", "0"))
    count = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
    numbers = [name.split("-")[1] for name in data if name.startswith(f"{part}-") and name.count("-") >= 2]
    highest = max((int(n) + 1 for n in numbers if n.isascii() and n.isdigit() and len(n) < 4), default=0)
    return min(max(count, highest), MOST_ROWS)
