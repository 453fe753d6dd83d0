"""What happens to people's places in organisations: asked for, given, changed, ended. Nothing is ever overwritten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.network.choices import OrganisationRole, RequestState
from bluestem.network.errors import AlreadyAsked, AlreadyMember, MembershipEnded, NotOpen, TooMany
from bluestem.network.letters import tell_asked, tell_decided, tell_ended, tell_unmanaged
from bluestem.network.models import MembershipRequest, Organisation, OrganisationMembership
from bluestem.network.queries import standing_of
from bluestem.network.rules import Rule, is_signed_in, keeps_records, may_decide_on_members

REQUESTS_A_DAY = 10
DAY = timedelta(days=1)


@transaction.atomic
def join_organisation(
    *, person: User, organisation: Organisation, role: OrganisationRole, actor: User, now: datetime
) -> OrganisationMembership:
    """Make a person a member or manager of an organisation. Raises PermissionDenied unless an editor does it."""
    require(keeps_records, actor, organisation)
    return give_place(person=person, organisation=organisation, role=role, now=now)


@transaction.atomic
def ask_to_join(*, organisation: Organisation, words: str, actor: User, now: datetime) -> MembershipRequest:
    """Ask to become a member of a public organisation; its managers hear of it, or the secretariat if it has none.

    Raises PermissionDenied, ValidationError for words that are too long, AlreadyMember, AlreadyAsked, or TooMany after
    ten requests in a day.
    """
    require(is_signed_in, actor, organisation)
    if not organisation.is_public:
        raise PermissionDenied("One can only join an organisation that is public.")
    lock(organisation)
    if organisation.pk in standing_of(actor).places:
        raise AlreadyMember
    asked = MembershipRequest.objects.filter(person=actor)
    if asked.filter(organisation=organisation, state=RequestState.WAITING).exists():
        raise AlreadyAsked
    if asked.filter(asked_at__gt=now - DAY).count() >= REQUESTS_A_DAY:
        raise TooMany
    request = MembershipRequest(person=actor, organisation=organisation, words=words.strip(), asked_at=now)
    request.full_clean()
    request.save()
    tell_asked(request, now=now)
    return request


@transaction.atomic
def decide_request(*, request: MembershipRequest, accept: bool, actor: User, now: datetime) -> MembershipRequest:
    """Take a person into the organisation as a member, or decline; they hear of it by mail.

    Raises PermissionDenied for whoever neither manages the organisation nor keeps the records; NotOpen if the request
    is answered already.
    """
    require(may_decide_on_members, actor, request.organisation)
    lock(request.organisation)
    request = _waiting(request)
    request.state = RequestState.ACCEPTED if accept else RequestState.DECLINED
    request.decided_at, request.decided_by = now, actor
    request.save(update_fields=["state", "decided_at", "decided_by"])
    if accept and request.organisation_id not in standing_of(request.person).places:
        give_place(person=request.person, organisation=request.organisation, role=OrganisationRole.MEMBER, now=now)
    tell_decided(request, now=now)
    return request


@transaction.atomic
def withdraw_request(*, request: MembershipRequest, actor: User, now: datetime) -> MembershipRequest:
    """Take one's own request back. Raises PermissionDenied for another's, NotOpen if it is answered already."""
    if request.person_id != actor.pk:
        raise PermissionDenied("A request is taken back by whoever made it.")
    lock(request.organisation)
    request = _waiting(request)
    request.state, request.decided_at = RequestState.WITHDRAWN, now
    request.save(update_fields=["state", "decided_at"])
    return request


@transaction.atomic
def change_role(
    *, membership: OrganisationMembership, role: OrganisationRole, actor: User, now: datetime
) -> OrganisationMembership:
    """Give a member another role in the organisation; the earlier one stays in the history.

    Raises PermissionDenied, ValidationError for a role that does not exist, MembershipEnded.
    """
    require(may_decide_on_members, actor, membership.organisation)
    if role not in OrganisationRole.values:
        raise ValidationError({"role": f"{role} is no role."})
    lock(membership.organisation)
    membership = _current(membership)
    was = membership.role
    changed = give_place(person=membership.person, organisation=membership.organisation, role=role, now=now)
    if was == OrganisationRole.MANAGER:
        tell_unmanaged(membership.organisation, membership=membership, now=now)
    return changed


@transaction.atomic
def end_membership(*, membership: OrganisationMembership, actor: User, now: datetime) -> OrganisationMembership:
    """End a place in an organisation: one's own, or as a manager or an editor that of another, who hears of it.

    When nobody manages the organisation any more, the secretariat hears of it and takes over.
    Raises PermissionDenied; MembershipEnded if it ended before.
    """
    is_own = membership.person_id == actor.pk
    require(is_signed_in if is_own else may_decide_on_members, actor, membership.organisation)
    lock(membership.organisation)
    membership = _current(membership)
    membership.ended_at = now
    membership.save(update_fields=["ended_at"])
    if not is_own:
        tell_ended(membership, now=now)
    if membership.role == OrganisationRole.MANAGER:
        tell_unmanaged(membership.organisation, membership=membership, now=now)
    return membership


def give_place(
    *, person: User, organisation: Organisation, role: OrganisationRole, now: datetime
) -> OrganisationMembership:
    """Give a person a place. Whoever calls has asked whether it may be given, and is inside a transaction."""
    lock(organisation)
    place = OrganisationMembership.objects.current().filter(person=person, organisation=organisation).first()
    if place is not None and place.role == role:
        return place
    if place is not None:
        place.ended_at = now
        place.save(update_fields=["ended_at"])
    return OrganisationMembership.objects.create(person=person, organisation=organisation, role=role, since=now)


def require(rule: Rule, actor: User, organisation: Organisation) -> None:
    """Raise PermissionDenied unless the rule holds for the actor at this moment."""
    if not rule(standing_of(actor), organisation.pk):
        raise PermissionDenied(f"{actor} may not do this for {organisation}.")


def lock(organisation: Organisation) -> None:
    """Let changes of one organisation's people happen one after the other until the transaction ends."""
    Organisation.objects.select_for_update().filter(pk=organisation.pk).values_list("pk").first()


def _waiting(request: MembershipRequest) -> MembershipRequest:
    fresh = MembershipRequest.objects.select_related("organisation", "person").get(pk=request.pk)
    if fresh.state != RequestState.WAITING:
        raise NotOpen
    return fresh


def _current(membership: OrganisationMembership) -> OrganisationMembership:
    fresh = OrganisationMembership.objects.select_related("organisation", "person").get(pk=membership.pk)
    if fresh.ended_at is not None:
        raise MembershipEnded
    return fresh
