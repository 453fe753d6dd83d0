"""The register of personal data: one entry for each model that says something about a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Model, QuerySet

from bluestem.ui.api import Text


class Erasure(Enum):
    """What becomes of a row when its person asks to be forgotten."""

    DELETE = "delete"  # the row goes
    DETACH = "detach"  # the row stays without its person: the link becomes NULL, the named fields are emptied
    KEEP = "keep"  # the law or a proof asks for it; the entry says why


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """What a model holds about people.

    purpose: why it is kept, in a sentence a person can read.
    legal_basis: article of the GDPR, such as `6(1)(b) contract`.
    retention: for how long, in a sentence.
    person: lookup from a row to the person, such as `user` (empty for the account itself).
    fields: names of the fields that describe the person.
    erasure: what becomes of a row when the person is forgotten. kept_because: the reason, where it stays as it is.
    further: other lookups to a person, such as whoever made the row; erasure only detaches these.
    address_fields: fields that hold a mail address: a row with the person's address is theirs, whoever it points to.
    secret_fields: fields that an export leaves out, such as a password's hash.
    expired: gives the rows whose time is over at a moment; they are deleted every hour.
    """

    model: type[Model]
    purpose: Text
    legal_basis: str
    retention: Text
    person: str
    fields: tuple[str, ...]
    erasure: Erasure = Erasure.DELETE
    kept_because: Text = ""
    further: tuple[str, ...] = ()
    address_fields: tuple[str, ...] = ()
    secret_fields: tuple[str, ...] = ()
    expired: Callable[[datetime], QuerySet[Model]] | None = None

    @property
    def label(self) -> Text:
        """The kind of data, in the words of its model."""
        return self.model._meta.verbose_name_plural or ""  # noqa: SLF001 (Django's documented API)


class Register:
    """The entries of all rooms; a room registers in its contributions."""

    def __init__(self) -> None:
        self._entries: dict[type[Model], PersonalData] = {}

    def register(self, entry: PersonalData) -> None:
        """Add a model's entry; raise ValueError if it has one already, or names a field that the model lacks."""
        if entry.model in self._entries:
            raise ValueError(f"{entry.model.__name__} is registered twice.")
        known = {field.name for field in entry.model._meta.get_fields()}  # noqa: SLF001 (Django's documented API)
        if unknown := {*entry.fields, *entry.address_fields, *entry.secret_fields, *entry.further} - known:
            raise ValueError(f"{entry.model.__name__} has no field {', '.join(sorted(unknown))}.")
        self._entries[entry.model] = entry

    def __contains__(self, model: object) -> bool:
        return model in self._entries

    def entries(self) -> tuple[PersonalData, ...]:
        """Give every entry in the order of registration."""
        return tuple(self._entries.values())


register_of_personal_data = Register()
register_personal_data = register_of_personal_data.register
