"""What rooms declare: which records members may submit, in whose name, and with which form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord, registry
from bluestem.publishing.forms import SubmissionForm


@dataclass(frozen=True, kw_only=True)
class Submittable:
    """A record type that members may submit or change.

    kind: the name of the record type. form: its form on the site.
    may_submit: the organisations (key to name) in whose name a person may submit at this moment; asked at every step,
        so that a membership that ended a second ago counts for nothing.
    managers: for such keys, who may submit in the name of each.
    owned: the records, in any state, that belong to these organisations.
    owner: the key of the organisation that a record belongs to, or None.
    begin: a new record, in memory, for an organisation; None where members only change what is there.
    complete: fills what the form does not ask for in a new record, such as its address, before it is stored.
    store: the room's service: `store(record, actor=, now=, reason=)`.
    preview: the page of a record that is in memory only: `preview(request, record, preview_back=address)`.
    """

    kind: str
    form: type[SubmissionForm]
    may_submit: Callable[[User], Mapping[int, str]]
    managers: Callable[[Iterable[int]], Mapping[int, list[User]]]
    owned: Callable[[Iterable[int]], QuerySet[Any]]
    owner: Callable[[Any], int | None]
    begin: Callable[[int], PublicRecord] | None
    complete: Callable[[Any], None]
    store: Callable[..., Any]
    preview: Callable[..., HttpResponse]

    @property
    def label(self) -> str:
        return str(registry[self.kind].label)

    @property
    def model(self) -> type[PublicRecord]:
        return registry[self.kind].model  # type: ignore[return-value]

    @property
    def change_permission(self) -> str:
        """The permission to decide about such records."""
        meta = self.model._meta  # noqa: SLF001
        return f"{meta.app_label}.change_{meta.model_name}"


class Submittables:
    """The declarations of this installation, in the order of the record types."""

    def __init__(self) -> None:
        self._declared: dict[str, Submittable] = {}

    def register(self, submittable: Submittable) -> None:
        """Declare what members may submit; raise ValueError if the kind is declared already."""
        if submittable.kind in self._declared:
            raise ValueError(f"{submittable.kind} may be submitted already.")
        self._declared[submittable.kind] = submittable

    def __getitem__(self, kind: str) -> Submittable:
        return self._declared[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._declared

    def __iter__(self) -> Any:
        return (self._declared[t.name] for t in registry if t.name in self._declared)


submittables = Submittables()
register_submittable = submittables.register

Secretariat = Callable[[], Iterable[User]]
_secretariats: list[Secretariat] = []


def register_secretariat(people: Secretariat) -> None:
    """Say who is told that something was submitted: a function that gives the people who may decide."""
    if people not in _secretariats:
        _secretariats.append(people)


def secretariat() -> list[User]:
    """Give the people who are told of submissions, each once."""
    return list({person.pk: person for people in _secretariats for person in people()}.values())
