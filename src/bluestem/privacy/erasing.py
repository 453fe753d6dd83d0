"""Forgetting a person, and forgetting what is too old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model

from bluestem.privacy.models import Look
from bluestem.privacy.registry import Erasure, PersonalData, Register, register_of_personal_data
from bluestem.privacy.rows import addresses_of, own_rows
from bluestem.ui.api import Text

_steps: list[Callable[..., object]] = []


def register_erasure_step(step: Callable[..., object]) -> None:
    """Have `step(person=…, now=…)` called before a person's rows are erased, in the same transaction.

    For what is no row of a registered model, such as sessions.
    """
    _steps.append(step)


@transaction.atomic
def erase_person(*, person: Any, actor: Any, now: datetime) -> dict[str, int]:
    """Erase a person: each kind of data as the register says, the account at last, all or nothing.

    Rows with Erasure.DELETE go. With Erasure.DETACH the links to the person become empty, and so do the other
    registered fields. Rows with Erasure.KEEP stay as they are, but for a link to the account, which must be able to
    be empty. Gives how many rows were touched, by the model's label. Raises ProtectedError, with nothing changed,
    where a row that stays would need the account.
    """
    person = get_user_model()._default_manager.select_for_update().get(pk=person.pk)  # noqa: SLF001
    for step in _steps:
        step(person=person, now=now)
    addresses = addresses_of(person)
    touched: dict[str, int] = {}
    for entry in _account_last(register_of_personal_data):
        touched[entry.model._meta.label] = _erase(entry, person, addresses)  # noqa: SLF001
    self_asked = actor is not None and actor.pk == person.pk
    Look.objects.create(actor=None if self_asked else actor, about=None, what="erasure of a person", at=now)
    return touched


def _account_last(register: Register) -> list[PersonalData]:
    """Later rooms point to earlier ones, so their rows go first."""
    entries = register.entries()[::-1]
    return [entry for entry in entries if entry.person] + [entry for entry in entries if not entry.person]


def _erase(entry: PersonalData, person: Any, addresses: frozenset[str]) -> int:
    manager = entry.model._default_manager  # noqa: SLF001
    for lookup in entry.further:
        manager.filter(**{lookup: person}).update(**{lookup: None})
    rows = own_rows(entry, person=person, addresses=addresses)
    if entry.erasure is Erasure.DELETE:
        return _delete(rows)
    number = rows.count()
    if entry.erasure is Erasure.DETACH:
        keys = list(rows.values_list("pk", flat=True))
        manager.filter(pk__in=keys).update(**{name: _emptied(entry.model, name) for name in entry.fields})
    elif entry.person and "__" not in entry.person:
        rows.update(**{entry.person: None})
    return number


def _delete(rows: Any) -> int:
    """Delete with what depends on each row; files of the rows go too."""
    _total, by_model = rows.delete()
    return by_model.get(rows.model._meta.label, 0)  # noqa: SLF001


def _emptied(model: type[Model], name: str) -> Any:
    """Give what stands in a field that holds nothing: NULL where it may, or the field's own empty value."""
    field: Any = model._meta.get_field(name)  # noqa: SLF001
    return None if field.null else field.get_default() if field.has_default() else ""


def kept_after_erasure() -> list[tuple[Text, Text]]:
    """Give what stays when a person is erased: the kind of data in words, and why or in which form."""
    return [
        (entry.model._meta.verbose_name_plural or "", entry.kept_because or entry.retention)  # noqa: SLF001
        for entry in register_of_personal_data.entries()
        if entry.erasure is not Erasure.DELETE
    ]


def forget_expired(*, now: datetime) -> dict[str, int]:
    """Delete the rows whose time is over, as their entries say. Gives how many, by the model's label."""
    forgotten = {}
    for entry in register_of_personal_data.entries():
        if entry.expired is not None:
            with transaction.atomic():
                forgotten[entry.model._meta.label] = _delete(entry.expired(now))  # noqa: SLF001
    return forgotten
