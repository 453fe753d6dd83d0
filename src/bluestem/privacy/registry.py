"""The register of personal data: one entry for each model that says something about a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.db.models import Model

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
    """

    model: type[Model]
    purpose: Text
    legal_basis: str
    retention: Text
    person: str
    fields: tuple[str, ...]
    erasure: Erasure = Erasure.DELETE
    kept_because: Text = ""


class Register:
    """The entries of all rooms; a room registers in its contributions."""

    def __init__(self) -> None:
        self._entries: dict[type[Model], PersonalData] = {}

    def register(self, entry: PersonalData) -> None:
        """Add a model's entry; raise ValueError if it has one already, or names a field that the model lacks."""
        if entry.model in self._entries:
            raise ValueError(f"{entry.model.__name__} is registered twice.")
        known = {field.name for field in entry.model._meta.get_fields()}  # noqa: SLF001 (Django's documented API)
        if unknown := set(entry.fields) - known:
            raise ValueError(f"{entry.model.__name__} has no field {', '.join(sorted(unknown))}.")
        self._entries[entry.model] = entry

    def __contains__(self, model: object) -> bool:
        return model in self._entries

    def entries(self) -> tuple[PersonalData, ...]:
        """Give every entry in the order of registration."""
        return tuple(self._entries.values())


register_of_personal_data = Register()
register_personal_data = register_of_personal_data.register
