"""The text of a record as one person reads it: in their language where it exists, else in its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import get_language

from bluestem.catalogue.compiled import attach_parts_to_all


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One language version. `is_foreign`: it is not in the language of the page around it, and the page says so."""

    language: str
    title: str
    summary: str
    body: str
    is_original: bool

    @property
    def is_foreign(self) -> bool:
        return self.language != get_language()


class Readable(Protocol):
    """A record with language versions, its own first."""

    language: str

    def own_reading(self) -> Reading: ...

    def readings(self) -> Iterable[Reading]: ...


def choose_reading(record: Readable, language: str = "") -> Reading:
    """Give the version in `language` (the page's by default), or the original where there is none."""
    wanted = language or get_language()
    if record.language == wanted:
        return record.own_reading()
    versions = list(record.readings())
    return next((version for version in versions if version.language == wanted), versions[0])


def attach_translations(records: Sequence[Any]) -> None:
    """Fetch the translations of those records that are not in the page's language; at most one query.

    The others are read in their own language, so theirs are not asked for.
    """
    page = get_language()
    attach_parts_to_all([record for record in records if record.language != page], "translations")
