"""What happens to organisations and memberships."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.catalogue.api import page_changed, save_record
from bluestem.kit.html import clean_html
from bluestem.network.choices import NetworkRole, OrganisationRole
from bluestem.network.groups import follow_roles
from bluestem.network.models import CountryProfile, NetworkMembership, Organisation, OrganisationMembership


def save_organisation(
    *, organisation: Organisation, actor: User, now: datetime, reason: str = "", version: int | None = None
) -> Organisation:
    """Check and store an organisation. Raises PermissionDenied or ValidationError; then nothing has changed."""
    organisation.description = clean_html(organisation.description)
    save_record(kind="organisation", record=organisation, actor=actor, now=now, reason=reason, version=version)
    return organisation


@transaction.atomic
def save_country_profile(*, profile: CountryProfile, actor: User) -> CountryProfile:
    """Check and store what the network says about a country. Raises PermissionDenied or ValidationError."""
    if not actor.has_perm("network.change_countryprofile"):
        raise PermissionDenied(f"{actor} may not change country profiles.")
    profile.full_clean()
    profile.save()
    page_changed()
    return profile


@transaction.atomic
def join_organisation(
    *,
    person: User,
    organisation: Organisation,
    role: OrganisationRole,
    actor: User,
    now: datetime,
) -> OrganisationMembership:
    """Make a person a member or manager of an organisation. Raises PermissionDenied unless an editor does it."""
    if not actor.has_perm("network.change_organisation"):
        raise PermissionDenied(f"{actor} may not decide on memberships.")
    membership, _created = OrganisationMembership.objects.update_or_create(
        person=person, organisation=organisation, defaults={"role": role, "since": now}
    )
    return membership


@transaction.atomic
def appoint(*, person: User, role: NetworkRole, actor: User | None, now: datetime) -> NetworkMembership:
    """Give a person a role in the network.

    Args: actor is an administrator; None appoints the very first administrator of an empty installation.
    Raises PermissionDenied in every other case.
    """
    first = actor is None and role == NetworkRole.ADMINISTRATOR and not NetworkMembership.objects.exists()
    if not first and not (actor and is_administrator(actor)):
        raise PermissionDenied("Only an administrator appoints people to roles of the network.")
    membership, _created = NetworkMembership.objects.get_or_create(person=person, role=role, defaults={"since": now})
    follow_roles(person)
    return membership


def is_administrator(person: User) -> bool:
    return NetworkMembership.objects.filter(person=person, role=NetworkRole.ADMINISTRATOR).exists()
