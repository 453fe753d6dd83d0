"""Invitations to an organisation: one address, one role, one use, two weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.network.choices import OrganisationRole
from bluestem.network.errors import (
    AddressUnconfirmed,
    InvitationExpired,
    InvitationRevoked,
    InvitationUnknown,
    InvitationUsed,
    InvitedAnother,
    NotOpen,
    TooMany,
)
from bluestem.network.letters import tell_invited
from bluestem.network.memberships import give_place, lock, require
from bluestem.network.models import Invitation, Organisation, OrganisationMembership
from bluestem.network.queries import has_confirmed, owns, standing_of
from bluestem.network.rules import is_signed_in, may_decide_on_members
from bluestem.network.tokens import hash_of, new_token

VALID = timedelta(days=14)
DAY = timedelta(days=1)
# In a day: by one person, and to one address by anybody, so that nobody mails strangers through us
BY_PERSON, TO_ADDRESS = 30, 3


@transaction.atomic
def invite(
    *, organisation: Organisation, address: str, role: OrganisationRole, actor: User, now: datetime
) -> Invitation:
    """Send a link that makes the owner of an address a member or manager; earlier links to it end.

    The answer is the same whether or not somebody has an account with the address.
    Raises PermissionDenied, ValidationError for an address or a role that is none, TooMany beyond a day's number.
    """
    require(may_decide_on_members, actor, organisation)
    address = address.strip().casefold()
    validate_email(address)
    if role not in OrganisationRole.values:
        raise ValidationError({"role": f"{role} is no role."})
    lock(organisation)
    today = Invitation.objects.filter(invited_at__gt=now - DAY)
    if today.filter(invited_by=actor).count() >= BY_PERSON or today.filter(address=address).count() >= TO_ADDRESS:
        raise TooMany
    _revoke_earlier(organisation, address, now)
    token = new_token()
    invitation = Invitation.objects.create(
        address=address,
        organisation=organisation,
        role=role,
        token_hash=hash_of(token),
        invited_by=actor,
        invited_at=now,
        expires_at=now + VALID,
    )
    tell_invited(invitation, token=token, inviter=actor, now=now)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: User, now: datetime) -> Invitation:
    """Take an invitation back; its link works no more. Raises PermissionDenied, NotOpen if it was used or ended."""
    require(may_decide_on_members, actor, invitation.organisation)
    lock(invitation.organisation)
    invitation.refresh_from_db()
    if not invitation.is_open(now):
        raise NotOpen
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    return invitation


def open_invitation(*, token: str, now: datetime) -> Invitation:
    """Give the invitation that a link leads to.

    Raises InvitationUnknown, InvitationUsed, InvitationRevoked or InvitationExpired.
    """
    invitation = Invitation.objects.select_related("organisation").filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise InvitationUnknown
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.revoked_at is not None:
        raise InvitationRevoked
    if not invitation.is_open(now):
        raise InvitationExpired
    return invitation


def check_invited(invitation: Invitation, *, person: User) -> None:
    """Raise InvitedAnother unless the address is this person's, AddressUnconfirmed unless they confirmed it."""
    if not owns(person, invitation.address):
        raise InvitedAnother
    if not has_confirmed(person, invitation.address):
        raise AddressUnconfirmed


@transaction.atomic
def accept_invitation(*, token: str, actor: User, now: datetime) -> OrganisationMembership:
    """Take the place that a link offers, once; a manager who is invited as a member stays a manager.

    Raises what `open_invitation` and `check_invited` raise, PermissionDenied for a closed account, and
    InvitationRevoked when the organisation is not public any more.
    """
    invitation = open_invitation(token=token, now=now)
    require(is_signed_in, actor, invitation.organisation)
    lock(invitation.organisation)
    invitation = open_invitation(token=token, now=now)  # again, now that nobody else can use it meanwhile
    check_invited(invitation, person=actor)
    if not invitation.organisation.is_public:
        raise InvitationRevoked
    invitation.accepted_at, invitation.accepted_by = now, actor
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    held = standing_of(actor).places.get(invitation.organisation_id)
    role = OrganisationRole.MANAGER if held == OrganisationRole.MANAGER else OrganisationRole(invitation.role)
    return give_place(person=actor, organisation=invitation.organisation, role=role, now=now)


def _revoke_earlier(organisation: Organisation, address: str, now: datetime) -> None:
    earlier = Invitation.objects.filter(organisation=organisation, address=address)
    earlier.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
