"""The text of a record as one person reads it: in their language where it exists, else in its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import get_language


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

    def readings(self) -> Iterable[Reading]: ...


def choose_reading(record: Readable, language: str = "") -> Reading:
    """Give the version in `language` (the page's by default), or the original where there is none."""
    versions = list(record.readings())
    wanted = language or get_language()
    return next((version for version in versions if version.language == wanted), versions[0])
