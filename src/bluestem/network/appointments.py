"""Roles in the network: given and ended by administrators, with the history kept."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.network.choices import NetworkRole
from bluestem.network.errors import LastAdministrator, MembershipEnded
from bluestem.network.groups import follow_roles
from bluestem.network.models import NetworkMembership
from bluestem.network.queries import standing_of
from bluestem.network.rules import may_appoint
from bluestem.privacy.api import record_look


@transaction.atomic
def appoint(*, person: User, role: NetworkRole, actor: User | None, now: datetime) -> NetworkMembership:
    """Give a person a role in the network.

    Args: actor is an administrator; None appoints the very first administrator of an empty installation.
    Raises PermissionDenied in every other case.
    """
    first = actor is None and role == NetworkRole.ADMINISTRATOR and not NetworkMembership.objects.exists()
    if not first:
        _require_administrator(actor)
    held = NetworkMembership.objects.current().select_for_update().filter(person=person, role=role).first()
    membership = held or NetworkMembership.objects.create(person=person, role=role, since=now)
    follow_roles(person)
    if not held:
        record_look(actor=actor, about=person, what=f"role given: {role}", now=now)
    return membership


@transaction.atomic
def end_appointment(*, membership: NetworkMembership, actor: User, now: datetime) -> NetworkMembership:
    """End a role in the network, one's own as well.

    Raises PermissionDenied unless an administrator does it, MembershipEnded, and LastAdministrator: an installation
    without anybody who appoints could only be mended from its command line.
    """
    _require_administrator(actor)
    active = NetworkMembership.objects.current().select_for_update()
    administrators = {m.pk for m in active.filter(role=NetworkRole.ADMINISTRATOR, person__is_active=True)}
    membership.refresh_from_db()
    if membership.ended_at is not None:
        raise MembershipEnded
    if administrators == {membership.pk}:
        raise LastAdministrator
    membership.ended_at = now
    membership.save(update_fields=["ended_at"])
    follow_roles(membership.person)
    record_look(actor=actor, about=membership.person, what=f"role ended: {membership.role}", now=now)
    return membership


def _require_administrator(actor: User | None) -> None:
    if not may_appoint(standing_of(actor), 0):
        raise PermissionDenied("Only an administrator appoints people to roles of the network.")
