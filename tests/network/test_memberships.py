"""Places in organisations: asked for, given, changed, ended; refusals change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.accounts.api import User
from bluestem.catalogue.api import State
from bluestem.messaging.api import Mail
from bluestem.network.api import Organisation, OrganisationRole, end_membership, join_organisation, standing_of
from bluestem.network.choices import RequestState
from bluestem.network.errors import AlreadyAsked, AlreadyMember, MembershipEnded, NotOpen, TooMany
from bluestem.network.memberships import ask_to_join, change_role, decide_request, withdraw_request
from bluestem.network.models import MembershipRequest, OrganisationMembership
from bluestem.network.submissions import managed_organisations
from tests.factories.people import make_person

MANAGER, MEMBER = OrganisationRole.MANAGER, OrganisationRole.MEMBER


@pytest.fixture
def manager(organisation: Organisation, administrator: User, now) -> User:
    OrganisationMembership.objects.filter(organisation=organisation).delete()
    person = make_person("Manu Manager", now=now)
    join_organisation(person=person, organisation=organisation, role=MANAGER, actor=administrator, now=now)
    return person


@pytest.fixture
def newcomer(db, now) -> User:
    return make_person("Nina Newcomer", now=now)


@pytest.fixture
def asked(manager, newcomer, organisation, now) -> MembershipRequest:
    return ask_to_join(organisation=organisation, words="I teach there.", actor=newcomer, now=now)


def mails() -> list[tuple[str, str]]:
    """Who got which mail about memberships, in order: the key's second word and the address."""
    rows = Mail.objects.filter(key__startswith="network.").order_by("pk")
    return [(row.key.split(":")[0].removeprefix("network."), row.recipient) for row in rows]


def place(person: User, organisation: Organisation) -> OrganisationMembership:
    return OrganisationMembership.objects.current().get(person=person, organisation=organisation)


def test_asking_tells_the_managers(asked, manager, newcomer, organisation):
    assert (asked.state, asked.words) == (RequestState.WAITING, "I teach there.")
    assert mails() == [("join_asked", manager.email)]
    assert standing_of(newcomer).places == {}


def test_the_secretariat_is_asked_where_nobody_manages(newcomer, organisation, now, settings):
    OrganisationMembership.objects.filter(organisation=organisation).delete()

    ask_to_join(organisation=organisation, words="", actor=newcomer, now=now)

    assert mails() == [("join_asked", settings.NETWORK_CONTACT)]


def test_a_request_is_made_once(asked, newcomer, organisation, now):
    with pytest.raises(AlreadyAsked):
        ask_to_join(organisation=organisation, words="", actor=newcomer, now=now)

    assert MembershipRequest.objects.count() == 1


def test_a_member_need_not_ask(manager, organisation, now):
    with pytest.raises(AlreadyMember):
        ask_to_join(organisation=organisation, words="", actor=manager, now=now)

    assert not MembershipRequest.objects.exists()


def test_nobody_asks_an_organisation_that_is_not_public(newcomer, organisation, now):
    Organisation.objects.filter(pk=organisation.pk).update(state=State.DRAFT)
    organisation.refresh_from_db()

    with pytest.raises(PermissionDenied):
        ask_to_join(organisation=organisation, words="", actor=newcomer, now=now)

    assert not MembershipRequest.objects.exists()


def test_words_have_an_end(newcomer, organisation, now):
    with pytest.raises(ValidationError) as refusal:
        ask_to_join(organisation=organisation, words="x" * 501, actor=newcomer, now=now)

    assert list(refusal.value.message_dict) == ["words"]
    assert (MembershipRequest.objects.count(), mails()) == (0, [])


def test_ten_requests_a_day_are_enough(newcomer, now):
    organisations = Organisation.objects.public()[:11]
    for organisation in organisations[:10]:
        ask_to_join(organisation=organisation, words="", actor=newcomer, now=now)

    with pytest.raises(TooMany):
        ask_to_join(organisation=organisations[10], words="", actor=newcomer, now=now)
    tomorrow = now + timedelta(days=1)
    assert ask_to_join(organisation=organisations[10], words="", actor=newcomer, now=tomorrow).asked_at == tomorrow


def test_a_manager_accepts(asked, manager, newcomer, organisation, now):
    decide_request(request=asked, accept=True, actor=manager, now=now)

    assert standing_of(newcomer).places == {organisation.pk: MEMBER}
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.decided_at) == (RequestState.ACCEPTED, manager, now)
    assert mails()[1:] == [("join_decided", newcomer.email)]


def test_an_editor_declines(asked, editor, newcomer, now):
    decide_request(request=asked, accept=False, actor=editor, now=now)

    assert standing_of(newcomer).places == {}
    asked.refresh_from_db()
    assert asked.state == RequestState.DECLINED


def test_only_managers_and_editors_decide(asked, newcomer, organiser, administrator, now):
    other = Organisation.objects.exclude(pk=asked.organisation_id)[0]
    elsewhere = make_person("Else Where", now=now)
    join_organisation(person=elsewhere, organisation=other, role=MANAGER, actor=administrator, now=now)
    for actor in (newcomer, organiser, elsewhere):
        with pytest.raises(PermissionDenied):
            decide_request(request=asked, accept=True, actor=actor, now=now)

    asked.refresh_from_db()
    assert asked.state == RequestState.WAITING


def test_a_request_is_answered_once(asked, manager, editor, newcomer, now):
    decide_request(request=asked, accept=False, actor=manager, now=now)

    with pytest.raises(NotOpen):
        decide_request(request=asked, accept=True, actor=editor, now=now)
    with pytest.raises(NotOpen):
        withdraw_request(request=asked, actor=newcomer, now=now)

    assert standing_of(newcomer).places == {}


def test_accepting_somebody_who_got_in_meanwhile_keeps_their_role(asked, manager, editor, newcomer, now):
    join_organisation(person=newcomer, organisation=asked.organisation, role=MANAGER, actor=editor, now=now)

    decide_request(request=asked, accept=True, actor=manager, now=now)

    assert standing_of(newcomer).places == {asked.organisation_id: MANAGER}


def test_only_who_asked_takes_it_back(asked, manager, newcomer, now):
    with pytest.raises(PermissionDenied):
        withdraw_request(request=asked, actor=manager, now=now)

    withdraw_request(request=asked, actor=newcomer, now=now)

    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


def test_a_change_of_role_keeps_the_earlier_one_in_the_history(manager, newcomer, organisation, editor, now):
    join_organisation(person=newcomer, organisation=organisation, role=MEMBER, actor=editor, now=now)
    later = now + timedelta(days=1)

    change_role(membership=place(newcomer, organisation), role=MANAGER, actor=manager, now=later)

    rows = OrganisationMembership.objects.filter(person=newcomer).order_by("pk")
    assert list(rows.values_list("role", "since", "ended_at")) == [(MEMBER, now, later), (MANAGER, later, None)]


def test_a_role_that_does_not_exist_is_refused(manager, organisation, now):
    with pytest.raises(ValidationError):
        change_role(membership=place(manager, organisation), role="emperor", actor=manager, now=now)

    assert standing_of(manager).places == {organisation.pk: MANAGER}


def test_the_last_manager_may_step_down_and_the_secretariat_hears_of_it(manager, organisation, now, settings):
    change_role(membership=place(manager, organisation), role=MEMBER, actor=manager, now=now)

    assert mails() == [("without_manager", settings.NETWORK_CONTACT)]


def test_leaving_keeps_the_history_and_gives_nothing_any_more(manager, organisation, now, settings):
    held = place(manager, organisation)

    end_membership(membership=held, actor=manager, now=now)

    held.refresh_from_db()
    assert held.ended_at == now
    assert standing_of(manager).places == {}
    assert managed_organisations(manager) == {}
    assert mails() == [("without_manager", settings.NETWORK_CONTACT)]


def test_a_membership_that_ended_a_second_ago_gives_nothing(asked, manager, administrator, organisation, now):
    end_membership(membership=place(manager, organisation), actor=administrator, now=now)

    with pytest.raises(PermissionDenied):
        decide_request(request=asked, accept=True, actor=manager, now=now + timedelta(seconds=1))

    assert ("membership_ended", manager.email) in mails()


def test_a_membership_ends_once(manager, organisation, now):
    held = place(manager, organisation)
    end_membership(membership=held, actor=manager, now=now)

    with pytest.raises(MembershipEnded):
        end_membership(membership=held, actor=manager, now=now + timedelta(days=1))

    held.refresh_from_db()
    assert held.ended_at == now


def test_members_end_only_their_own_place(manager, newcomer, organisation, administrator, now):
    join_organisation(person=newcomer, organisation=organisation, role=MEMBER, actor=administrator, now=now)

    with pytest.raises(PermissionDenied):
        end_membership(membership=place(manager, organisation), actor=newcomer, now=now)

    assert standing_of(manager).places == {organisation.pk: MANAGER}


def test_a_closed_account_stands_for_nothing(manager, now):
    User.objects.filter(pk=manager.pk).update(is_active=False)

    assert standing_of(manager).places == {}
    assert not standing_of(manager).is_active
