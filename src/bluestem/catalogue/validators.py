"""Checks of a record together with its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, UniqueConstraint
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

# Line ends and other control characters (Unicode Cc, and the line and paragraph separators) end up in headers of mails.
NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_line(text: str) -> None:
    """Raise ValidationError when a title or name holds a line end, a tab or another sign that cannot be seen."""
    if NOT_IN_A_LINE.search(text):
        raise ValidationError(_("A title is one line. Take out line breaks and signs that cannot be seen."))


def check_parts(record: Model) -> None:
    """Raise ValidationError with a sentence for each wrong part of a record: "Indicator 2, kind: …".

    Parts are checked as they are in memory, before any of them is stored. A record without parts is fine.
    """
    problems = [
        problem
        for relation in get_all_child_relations(record)
        for problem in _problems(list(getattr(record, relation.get_accessor_name()).all()), relation.field.name)
    ]
    if problems:
        raise ValidationError(problems)


def _problems(parts: Sequence[Model], parent: str) -> Iterator[str]:
    for number, part in enumerate(parts, start=1):
        try:
            part.full_clean(exclude=[parent], validate_constraints=False)
        except ValidationError as error:
            for field, sentences in error.message_dict.items():
                yield f"{_place(part, number, field)}: {' '.join(sentences)}"
    yield from _repeated(parts, parent)


def _repeated(parts: Sequence[Model], parent: str) -> Iterator[str]:
    """Parts of one record are told apart by the other fields of their constraints."""
    constraints = parts[0]._meta.constraints if parts else []  # noqa: SLF001
    for constraint in constraints:
        if isinstance(constraint, UniqueConstraint) and parent in constraint.fields:
            fields = [name for name in constraint.fields if name != parent]
            keys = [tuple(part.serializable_value(name) for name in fields) for part in parts]
            if len(set(keys)) < len(keys):
                yield from parts[0].unique_error_message(type(parts[0]), constraint.fields).messages


def _place(part: Model, number: int, field: str) -> str:
    meta = part._meta  # noqa: SLF001
    name = f"{capfirst(meta.verbose_name)} {number}"
    words = {known.name: known.verbose_name for known in meta.concrete_fields}
    return name if field == NON_FIELD_ERRORS else f"{name}, {words[field]}"
