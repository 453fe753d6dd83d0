"""In whose name people submit, and who decides about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bluestem.accounts.api import User
from bluestem.network.choices import NetworkRole, OrganisationRole
from bluestem.network.models import NetworkMembership, OrganisationMembership
from bluestem.network.queries import memberships_of

DECIDING = (NetworkRole.EDITOR, NetworkRole.ADMINISTRATOR)


def managed_organisations(person: User) -> Mapping[int, str]:
    """Give the organisations (key to name) that a person manages at this moment. One query."""
    managed = memberships_of(person).filter(role=OrganisationRole.MANAGER)
    return dict(managed.values_list("organisation_id", "organisation__name"))


def managers_of(organisation_ids: Iterable[int]) -> Mapping[int, list[User]]:
    """Give the people who manage each of these organisations at this moment. One query."""
    rows = (
        OrganisationMembership.objects.current()
        .filter(organisation_id__in=list(organisation_ids), role=OrganisationRole.MANAGER, person__is_active=True)
        .select_related("person")
    )
    found: dict[int, list[User]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row.person)
    return found


def deciding_people() -> list[User]:
    """Give the people of the secretariat who decide about submissions. One query."""
    rows = (
        NetworkMembership.objects.current().filter(role__in=DECIDING, person__is_active=True).select_related("person")
    )
    return [row.person for row in rows]
