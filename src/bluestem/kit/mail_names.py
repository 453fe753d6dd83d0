"""Names in texts that people write for mails: `Dear {name}`. Each is replaced once, by a text that was given for it.

Nothing else is a template here: no attributes, no calls, no conditions. What a replaced text contains stays as it is,
so a person called `{token}` gets no token.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping

from bluestem.kit.text import clean_line

# A name, or any other brace: what is no name is an error too, so that `{{`, `{ name }` and `{a.b}` never get through.
_PART = re.compile(r"\{([^{}]*)\}|[{}]")


class UnknownNames(ValueError):
    """The text holds names that are not known; `names` gives them as they are written."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def check_names(text: str, known: Collection[str]) -> None:
    """Raise UnknownNames unless every brace in a text belongs to one of the known names."""
    unknown = [match[0][:60] for match in _PART.finditer(text) if match[1] not in known]
    if unknown:
        raise UnknownNames(list(dict.fromkeys(unknown)))


def fill_names(text: str, values: Mapping[str, str]) -> str:
    """Give a plain text with its names replaced. Raises UnknownNames."""
    check_names(text, values)
    return _PART.sub(lambda match: str(values[match[1]]), text)


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """Give a subject or another header with its names replaced, in one line without control characters."""
    return clean_line(fill_names(text, values))


def fill_html(text: str, values: Mapping[str, str]) -> str:
    """Give HTML with its names replaced; what is put in is text and holds no markup. Raises UnknownNames."""
    return fill_names(text, {name: html.escape(str(value)) for name, value in values.items()})
