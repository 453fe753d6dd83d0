"""Joining, managing and leaving an organisation, on its pages."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

import pytest
from django.test import Client

from bluestem.messaging.api import Mail
from bluestem.network.api import Organisation, OrganisationRole, join_organisation, standing_of
from bluestem.network.models import Invitation, MembershipRequest, OrganisationMembership
from tests.factories.people import make_person
from tests.reading import read_page

MEMBERS = "/organisations/csr-europe/members/"
JOIN = "/organisations/csr-europe/join/"
MANAGER = OrganisationRole.MANAGER


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager(organisation, administrator, now):
    OrganisationMembership.objects.filter(organisation=organisation).delete()
    person = make_person("Manu Manager", now=now)
    join_organisation(person=person, organisation=organisation, role=MANAGER, actor=administrator, now=now)
    return person


@pytest.fixture
def newcomer(db, now):
    return make_person("Nina Newcomer", now=now)


def sentences(answer) -> str:
    return read_page(answer).text


def test_asking_and_being_accepted(manager, newcomer, organisation):
    page = read_page(Client().get("/organisations/csr-europe/"))
    assert JOIN in [link.get("href") for link in page.find_all("a")]
    asked = browser(newcomer).post(JOIN, {"words": "I teach <b>there</b>."}, follow=True)
    assert "Your request is on its way" in sentences(asked)

    desk = browser(manager)
    assert "1 person asks to join" in sentences(desk.get("/me/"))
    listed = read_page(desk.get(MEMBERS))
    assert "I teach <b>there</b>." in listed.text
    action = next(f["action"] for f in listed.find_all("form") if "/requests/" in f.get("action"))
    accepted = desk.post(action, {"answer": "accept"}, follow=True)

    assert "Nina Newcomer is now a member." in sentences(accepted)
    assert list(standing_of(newcomer).places) == [organisation.pk]
    assert "CSR Europe" in sentences(browser(newcomer).get("/account/memberships/"))


def test_a_second_request_is_refused_in_a_sentence(manager, newcomer):
    client = browser(newcomer)
    client.post(JOIN)

    again = client.post(JOIN)

    assert (again.status_code, MembershipRequest.objects.count()) == (400, 1)
    assert "You have asked already." in sentences(again)


def test_a_request_is_taken_back_by_its_person_alone(manager, newcomer):
    browser(newcomer).post(JOIN)
    address = f"/account/memberships/requests/{MembershipRequest.objects.get().uuid}/take-back/"

    assert browser(manager).post(address).status_code == 404
    assert "is taken back" in sentences(browser(newcomer).post(address, follow=True))
    assert MembershipRequest.objects.get().state == "withdrawn"


def invited(manager, address: str) -> str:
    """Invite by the form and give the path of the link in the mail."""
    answer = browser(manager).post(MEMBERS, {"address": address, "role": "manager"}, follow=True)
    assert f"An invitation is on its way to {address}." in sentences(answer)
    mail = Mail.objects.get(key=f"network.invitation:{Invitation.objects.latest('pk').uuid}")
    text = message_from_bytes(bytes(mail.message), policy=policy.default).get_body(("plain",)).get_content()
    return re.search(r"/invitations/[\w-]+/", text)[0]


def test_an_invitation_is_shown_to_the_signed_out_and_accepted_with_a_button(manager, newcomer, organisation):
    link = invited(manager, newcomer.email)
    offered = read_page(Client().get(link))
    assert "CSR Europe" in offered.text
    assert any(f"next={link}" in e.get("href") for e in offered.find_all("a"))

    assert browser(newcomer).get(link).status_code == 200
    assert standing_of(newcomer).places == {}
    assert "You now belong to CSR Europe." in sentences(browser(newcomer).post(link, follow=True))
    assert standing_of(newcomer).places == {organisation.pk: MANAGER}
    assert browser(newcomer).post(link).status_code == 410


def test_an_invitation_opened_by_another_is_refused_in_a_sentence(manager, newcomer, member):
    link = invited(manager, newcomer.email)
    for answer in (browser(member).get(link), browser(member).post(link)):
        assert answer.status_code == 403
        assert "This invitation is for another mail address." in sentences(answer)

    assert Client().post(link).status_code == 200
    assert Invitation.objects.get().accepted_at is None


def test_a_link_that_is_none_and_one_that_was_taken_back(manager, newcomer):
    assert "not one of ours" in sentences(Client().get("/invitations/nothing/"))
    link = invited(manager, newcomer.email)
    desk = browser(manager)
    actions = [form.get("action") for form in read_page(desk.get(MEMBERS)).find_all("form")]
    action = next(action for action in actions if "/invitations/" in action)

    desk.post(action)

    gone = browser(newcomer).get(link)
    assert (gone.status_code, "was taken back" in sentences(gone)) == (410, True)


@pytest.mark.parametrize("data", [{"address": "nobody", "role": "member"}, {"address": "a@b.example", "role": "king"}])
def test_a_wrong_invitation_comes_back_with_what_was_typed(manager, data):
    answer = browser(manager).post(MEMBERS, data)

    assert (answer.status_code, Invitation.objects.count()) == (400, 0)
    assert read_page(answer).find("input", name="address")["value"] == data["address"]


def test_a_manager_changes_roles_and_ends_memberships(manager, newcomer, organisation, editor, now):
    place = join_organisation(
        person=newcomer, organisation=organisation, role=OrganisationRole.MEMBER, actor=editor, now=now
    )
    desk = browser(manager)

    assert "has another role now" in sentences(desk.post(f"{MEMBERS}{place.pk}/", {"do": "manager"}, follow=True))
    changed = OrganisationMembership.objects.current().get(person=newcomer)
    assert desk.post(f"{MEMBERS}{changed.pk}/", {"do": "emperor"}).status_code == 404
    ended = desk.post(f"{MEMBERS}{changed.pk}/", {"do": "end"}, follow=True)

    assert "no longer belongs" in sentences(ended)
    assert standing_of(newcomer).places == {}
    assert "has ended" in sentences(desk.post(f"{MEMBERS}{changed.pk}/", {"do": "end"}, follow=True))


def test_leaving_says_what_happens_when_nobody_else_manages(manager):
    page = browser(manager).get("/account/memberships/")
    assert "the secretariat looks after it" in sentences(page)
    place = OrganisationMembership.objects.current().get(person=manager)

    left = browser(manager).post(f"/account/memberships/{place.pk}/leave/", follow=True)

    assert "You no longer belong to CSR Europe." in sentences(left)
    assert "Ended in the last year" in sentences(left)
    assert browser(manager).get(MEMBERS).status_code == 403


def test_the_members_of_a_draft_are_for_its_managers_too(manager, organisation):
    Organisation.objects.filter(pk=organisation.pk).update(state="draft")

    assert browser(manager).get(MEMBERS).status_code == 200
    assert browser(manager).get(JOIN).status_code == 404


def test_pages_cost_few_queries_whatever_stands_on_them(manager, organisation, editor, now, count_queries):
    desk = browser(manager)
    numbers = []
    for number in (0, 3):
        for place in range(number):
            person = make_person(f"Person {place}", now=now)
            join_organisation(
                person=person, organisation=organisation, role=OrganisationRole.MEMBER, actor=editor, now=now
            )
        with count_queries() as counted:
            assert desk.get(MEMBERS).status_code == 200
        numbers.append(counted.number)

    assert numbers[0] == numbers[1] < 25
