"""Pieces that declarations of record types share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.records import Sort

# Dates as whole numbers for the index: seconds since 1970, never negative.
NEWEST = Sort(name="newest", label=_("Newest"), field="published")
TITLE = Sort(name="title", label=_("Title"), field="title", descending=False)

# JSON Schemas of columns that are not fields of their model
BOOLEAN = {"type": "boolean"}
CODES = {"type": "array", "items": {"type": "string"}}


def seconds(moment: datetime | None) -> int:
    """Give a moment as the index sorts by it: whole seconds since 1970, 0 for what is older or has none."""
    return max(0, int(moment.timestamp())) if moment else 0


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Give structured data without what is not known: empty texts, lists and None."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
