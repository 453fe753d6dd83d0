"""Invitations: one address, one use, two weeks; every other way in is refused in a sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.messaging.api import Mail
from bluestem.network.api import OrganisationRole, join_organisation, standing_of
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
from bluestem.network.invitations import BY_PERSON, VALID, accept_invitation, invite, revoke_invitation
from bluestem.network.models import Invitation, OrganisationMembership
from bluestem.network.tokens import hash_of
from tests.factories.people import make_person

MANAGER, MEMBER = OrganisationRole.MANAGER, OrganisationRole.MEMBER


@pytest.fixture
def manager(organisation, administrator, now):
    person = make_person("Manu Manager", now=now)
    join_organisation(person=person, organisation=organisation, role=MANAGER, actor=administrator, now=now)
    return person


@pytest.fixture
def guest(db, now):
    return make_person("Gus Guest", now=now)


@pytest.fixture
def invitation(manager, guest, organisation, now):
    return invite(organisation=organisation, address="Gus.GUEST@example.org", role=MEMBER, actor=manager, now=now)


def token_in(mail: Mail) -> str:
    """The token as the mail's text has it."""
    text = message_from_bytes(bytes(mail.message), policy=policy.default).get_body(("plain",)).get_content()
    return re.search(r"/invitations/([\w-]+)/", text)[1]


@pytest.fixture
def token(invitation) -> str:
    return token_in(Mail.objects.get(key=f"network.invitation:{invitation.uuid}"))


def is_refused(refusal: type[Exception], token: str, actor, now) -> bool:
    before = list(OrganisationMembership.objects.order_by("pk").values())
    with pytest.raises(refusal):
        accept_invitation(token=token, actor=actor, now=now)
    return list(OrganisationMembership.objects.order_by("pk").values()) == before


def test_the_link_goes_to_the_address_and_the_database_keeps_only_its_hash(invitation, token):
    mail = Mail.objects.get(key=f"network.invitation:{invitation.uuid}")

    assert mail.recipient == "gus.guest@example.org"
    assert invitation.token_hash == hash_of(token)
    assert token not in str(Invitation.objects.values_list())


def test_whoever_is_invited_gets_in(token, invitation, guest, organisation, now):
    accept_invitation(token=token, actor=guest, now=now)

    assert standing_of(guest).places == {organisation.pk: MEMBER}
    invitation.refresh_from_db()
    assert (invitation.accepted_by, invitation.accepted_at) == (guest, now)


def test_a_link_works_once(token, guest, organisation, now):
    membership = accept_invitation(token=token, actor=guest, now=now)
    membership.ended_at = now
    membership.save()

    assert is_refused(InvitationUsed, token, guest, now)


def test_another_person_is_refused(token, member, now):
    assert is_refused(InvitedAnother, token, member, now)


def test_an_address_that_is_not_confirmed_is_refused(token, guest, now):
    EmailAddress.objects.filter(user=guest).update(verified=False)

    assert is_refused(AddressUnconfirmed, token, guest, now)


def test_an_old_link_is_refused(token, guest, now):
    assert is_refused(InvitationExpired, token, guest, now + VALID)


def test_a_link_that_was_taken_back_is_refused(token, invitation, manager, guest, now):
    revoke_invitation(invitation=invitation, actor=manager, now=now)

    assert is_refused(InvitationRevoked, token, guest, now)
    with pytest.raises(NotOpen):
        revoke_invitation(invitation=invitation, actor=manager, now=now)


@pytest.mark.parametrize("wrong", ["", "x", "a" * 43, "é" * 100])
def test_a_guess_is_refused(invitation, guest, now, wrong):
    assert is_refused(InvitationUnknown, wrong, guest, now)


def test_the_hash_is_no_token(invitation, guest, now):
    assert is_refused(InvitationUnknown, invitation.token_hash, guest, now)


def test_a_link_into_an_organisation_that_went_is_refused(token, guest, organisation, now):
    type(organisation).objects.filter(pk=organisation.pk).update(state="withdrawn")

    assert is_refused(InvitationRevoked, token, guest, now)


def test_a_second_invitation_ends_the_first(token, invitation, manager, guest, now):
    second = invite(
        organisation=invitation.organisation, address=invitation.address, role=MANAGER, actor=manager, now=now
    )

    assert is_refused(InvitationRevoked, token, guest, now)
    newer = token_in(Mail.objects.get(key=f"network.invitation:{second.uuid}"))
    accept_invitation(token=newer, actor=guest, now=now)
    assert standing_of(guest).places == {invitation.organisation_id: MANAGER}


def test_a_manager_who_is_invited_as_a_member_stays_a_manager(token, guest, administrator, organisation, now):
    join_organisation(person=guest, organisation=organisation, role=MANAGER, actor=administrator, now=now)

    accept_invitation(token=token, actor=guest, now=now)

    assert standing_of(guest).places == {organisation.pk: MANAGER}


def test_only_managers_and_editors_invite(member, organiser, organisation, now):
    for actor in (member, organiser):
        with pytest.raises(PermissionDenied):
            invite(organisation=organisation, address="x@example.org", role=MEMBER, actor=actor, now=now)

    assert (Invitation.objects.count(), Mail.objects.filter(key__startswith="network.").count()) == (0, 0)


@pytest.mark.parametrize("address", ["", "no address", "a@b", "x@example.org\nBcc: y@example.org"])
def test_what_is_no_address_is_refused(manager, organisation, now, address):
    with pytest.raises(ValidationError):
        invite(organisation=organisation, address=address, role=MEMBER, actor=manager, now=now)

    assert not Invitation.objects.exists()


def test_a_person_sends_a_day_s_number_of_invitations(manager, organisation, now):
    for number in range(BY_PERSON):
        invite(organisation=organisation, address=f"p{number}@example.org", role=MEMBER, actor=manager, now=now)

    with pytest.raises(TooMany):
        invite(organisation=organisation, address="last@example.org", role=MEMBER, actor=manager, now=now)
    assert Invitation.objects.count() == BY_PERSON


def test_an_address_gets_three_invitations_a_day_whoever_sends_them(manager, editor, organisation, now):
    for actor in (manager, editor, manager):
        invite(organisation=organisation, address="p@example.org", role=MEMBER, actor=actor, now=now)

    with pytest.raises(TooMany):
        invite(organisation=organisation, address="P@example.org", role=MEMBER, actor=editor, now=now)
    later = now + timedelta(days=1)
    assert invite(organisation=organisation, address="p@example.org", role=MEMBER, actor=editor, now=later).pk
