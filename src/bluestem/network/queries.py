"""Reading organisations, country profiles and memberships."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from bluestem.accounts.api import User
from bluestem.network.choices import NetworkRole, OrganisationRole, RequestState
from bluestem.network.models import (
    CountryProfile,
    Invitation,
    MembershipRequest,
    Merge,
    NetworkMembership,
    Organisation,
    OrganisationMembership,
)
from bluestem.network.rules import NOBODY, Standing

# What the page of a person's memberships tells of the past
HISTORY = timedelta(days=365)


def organisation_page(slug: str) -> Organisation | None:
    """Give an organisation in any state, or None."""
    return Organisation.objects.filter(slug=slug).first()


def organisation_it_became(organisation: Organisation) -> Organisation | None:
    """Give the organisation that a merged one is part of now, or None for one that stands for itself."""
    merge = Merge.objects.filter(merged=organisation, undone_at=None).select_related("kept").first()
    return merge.kept if merge else None


def country_profile(country: str) -> CountryProfile | None:
    """Give what the network says about a country, with its national contact, or None."""
    return CountryProfile.objects.select_related("national_contact").filter(country=country).first()


def standing_of(person: User | AnonymousUser | None) -> Standing:
    """Give what a person is at this moment, fresh from the database: their roles and their places."""
    if person is None or person.pk is None or not User.objects.filter(pk=person.pk, is_active=True).exists():
        return NOBODY
    roles = NetworkMembership.objects.current().filter(person_id=person.pk).values_list("role", flat=True)
    places = OrganisationMembership.objects.current().filter(person_id=person.pk)
    return Standing(
        is_active=True,
        roles=frozenset(NetworkRole(role) for role in roles),
        places={pk: OrganisationRole(role) for pk, role in places.values_list("organisation_id", "role")},
    )


def memberships_of(person: User) -> QuerySet[Any]:
    """Give a person's current places in organisations, with the organisations."""
    return (
        OrganisationMembership.objects.current()
        .filter(person=person)
        .select_related("organisation")
        .order_by("organisation__name")
    )


def past_memberships_of(person: User, *, now: datetime) -> QuerySet[Any]:
    """Give a person's places that ended within a year, the latest first."""
    ended = OrganisationMembership.objects.filter(person=person, ended_at__gt=now - HISTORY)
    return ended.select_related("organisation").order_by("-ended_at", "-pk")


def roles_of(person: User) -> QuerySet[Any]:
    """Give a person's current roles in the network."""
    return NetworkMembership.objects.current().filter(person=person).order_by("since", "pk")


def members_of(organisation: Organisation) -> QuerySet[Any]:
    """Give the current members of an organisation with their people: managers first, then by name."""
    return (
        OrganisationMembership.objects.current()
        .filter(organisation=organisation, person__is_active=True)
        .select_related("person", "organisation")
        .order_by("role", "person__name", "pk")
    )


def managing_people(organisation: Organisation) -> list[User]:
    """Give the people who manage an organisation now."""
    return [membership.person for membership in members_of(organisation).filter(role=OrganisationRole.MANAGER)]


def waiting_requests(organisation: Organisation) -> QuerySet[MembershipRequest]:
    """Give who asks to join an organisation, with the people, the oldest first."""
    found = MembershipRequest.objects.filter(organisation=organisation, state=RequestState.WAITING)
    return found.filter(person__is_active=True).select_related("person").order_by("asked_at", "pk")


def requests_of(person: User) -> QuerySet[MembershipRequest]:
    """Give what a person asked that is not answered yet, with the organisations."""
    found = MembershipRequest.objects.filter(person=person, state=RequestState.WAITING)
    return found.select_related("organisation").order_by("asked_at", "pk")


def open_invitations(organisation: Organisation, *, now: datetime) -> QuerySet[Invitation]:
    """Give the invitations of an organisation that still wait for an answer, the newest first."""
    found = Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None, expires_at__gt=now)
    return found.order_by("-invited_at", "-pk")


def managed_with_waiting(person: User) -> list[tuple[Organisation, int]]:
    """Give the organisations that a person manages, each with the number of requests that wait; one query."""
    waiting = Count("id", filter=Q(state=RequestState.WAITING))
    mine = [m.organisation for m in memberships_of(person).filter(role=OrganisationRole.MANAGER)]
    counted = dict(
        MembershipRequest.objects.filter(organisation__in=mine, person__is_active=True)
        .values("organisation_id")
        .annotate(waiting=waiting)
        .values_list("organisation_id", "waiting")
    )
    return [(organisation, counted.get(organisation.pk, 0)) for organisation in mine]


def sole_managed_by(person: User) -> set[int]:
    """Give the organisations (keys) that nobody else would manage if this person left."""
    managers = OrganisationMembership.objects.current().filter(
        role=OrganisationRole.MANAGER,
        person__is_active=True,
        organisation__in=memberships_of(person).values("organisation"),
    )
    rows = managers.values("organisation_id").annotate(number=Count("id"), own=Count("id", filter=Q(person=person)))
    return {row["organisation_id"] for row in rows if row["number"] == row["own"] == 1}


def has_confirmed(person: User, address: str) -> bool:
    """Whether a mail address is the person's and they confirmed it, without regard to case."""
    return EmailAddress.objects.filter(user=person, email__iexact=address, verified=True).exists()


def owns(person: User, address: str) -> bool:
    """Whether a mail address stands in the person's account, confirmed or not."""
    is_theirs = EmailAddress.objects.filter(user=person, email__iexact=address).exists()
    return is_theirs or person.email.casefold() == address.casefold()


def people_matching(words: str, *, limit: int = 50) -> list[User]:
    """Give people by a part of their name or their address, by name; nobody for fewer than two signs."""
    if len(words.strip()) < 2:
        return []
    found = User.objects.filter(Q(name__icontains=words.strip()) | Q(email__icontains=words.strip()))
    return list(found.order_by("name", "pk")[:limit])
