"""Which rows of a registered model belong to a person."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from bluestem.privacy.registry import PersonalData, register_of_personal_data


def addresses_of(person: Any) -> frozenset[str]:
    """Give every mail address that a registered row of a person holds, in lower case."""
    found = {person.email.lower()}
    for entry in register_of_personal_data.entries():
        if entry.person and entry.address_fields:
            rows = entry.model._default_manager.filter(**{entry.person: person})  # noqa: SLF001
            found.update(address.lower() for row in rows.values_list(*entry.address_fields) for address in row)
    return frozenset(found - {""})


def own_rows(entry: PersonalData, *, person: Any, addresses: frozenset[str]) -> QuerySet[Model]:
    """Give the rows that are a person's: those that lead to them, and those that hold one of their addresses."""
    leads = Q(**{entry.person: person}) if entry.person else Q(pk=person.pk)
    for name in entry.address_fields:
        for address in addresses:
            leads |= Q(**{f"{name}__iexact": address})
    return entry.model._default_manager.filter(leads)  # noqa: SLF001 (Django's documented API)


def rows_about(entry: PersonalData, *, person: Any, addresses: frozenset[str]) -> QuerySet[Model]:
    """Give the rows of a person and those they had a hand in, in the order they were made."""
    found = own_rows(entry, person=person, addresses=addresses)
    for lookup in entry.further:
        found |= entry.model._default_manager.filter(**{lookup: person})  # noqa: SLF001
    return found.order_by("pk")
