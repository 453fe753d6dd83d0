"""What stands in a cell: values as text, and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

# A spreadsheet runs a cell that begins with one of these (OWASP, "CSV Injection"; ASVS 5.0, 1.2.10); the last four are
# the wide forms that Japanese and Chinese versions take for the same signs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_cell(value: Any) -> str:
    """Give a value as the text of a cell: lists joined by `|`, dates in ISO 8601, nothing as an empty cell.

    A text that a spreadsheet would run gets an apostrophe in front, which `from_cell` takes away again.
    """
    if isinstance(value, list | tuple):
        value = "|".join(str(part) for part in value)
    elif isinstance(value, date | datetime):
        value = value.isoformat()
    text = "" if value is None else str(value)
    return "'" + text if isinstance(value, str) and _needs_apostrophe(text) else text


def from_cell(text: str) -> str:
    """Give the text that `as_cell` was given, without the apostrophe that it put in front."""
    return text[1:] if text.startswith("'") and _needs_apostrophe(text[1:]) else text


def as_text(value: Any) -> str:
    """Give what a spreadsheet holds in a cell as a person reads it: `2020`, `2026-01-31`, `3.5`, `true`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _needs_apostrophe(text: str) -> bool:
    """Apostrophes in front count too: otherwise nobody could tell whose they are."""
    return text.lstrip("'").startswith(FORMULA_STARTS)
