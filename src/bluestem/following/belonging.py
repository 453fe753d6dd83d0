"""Whoever follows a record may also hear of what newly belongs to it, such as an organisation's programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Owners = Callable[[Any], Iterable[tuple[str, int]]]

_owners: dict[str, Owners] = {}


def register_belonging(kind: str, owners: Owners) -> None:
    """Say to which records one of a kind belongs: `owners(record)` gives their kinds and primary keys.

    Raises ValueError if the kind has that already.
    """
    if kind in _owners:
        raise ValueError(f"What owns the record type {kind} is declared twice.")
    _owners[kind] = owners


def belongs_to(kind: str, record: Any) -> list[tuple[str, int]]:
    """Give kind and primary key of the records that this one belongs to."""
    return list(_owners[kind](record)) if kind in _owners else []
