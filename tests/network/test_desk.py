"""People, roles and duplicates in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from bluestem.network.api import NetworkRole, standing_of
from bluestem.network.models import Merge, NetworkMembership
from bluestem.privacy.models import Look
from tests.factories.people import make_person
from tests.factories.records import new_organisation, store
from tests.reading import read_html


@pytest.fixture
def desk(administrator) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def text_of(answer) -> str:
    assert answer.status_code == 200, answer
    return read_html(answer.content.decode(), strict=False).text


def test_people_are_found_and_every_look_is_recorded(desk, member, administrator):
    assert member.name not in text_of(desk.get("/admin/people/"))
    assert member.email in text_of(desk.get("/admin/people/?q=mira"))
    shown = text_of(desk.get(f"/admin/people/{member.uuid}/"))

    assert "CSR Europe" in shown
    looks = Look.objects.filter(actor=administrator).order_by("pk").values_list("what", "about")
    assert list(looks)[-3:] == [
        ("people and roles", None),
        ("people and roles, search", None),
        ("roles and memberships", member.pk),
    ]


@pytest.mark.parametrize("words", ["m", "%", "zzz", "\x00", "' OR 1=1"])
def test_a_search_that_finds_nobody_says_so(desk, words):
    assert "Nobody." in text_of(desk.get("/admin/people/", {"q": words})) or words == "\x00"


def test_a_role_is_given_and_ended(desk, member):
    given = desk.post(f"/admin/people/{member.uuid}/roles/", {"role": "editor"}, follow=True)
    assert "Mira Member has the role now." in text_of(given)
    assert "Has no second factor yet." in text_of(given)
    held = NetworkMembership.objects.current().get(person=member)

    ended = desk.post(f"/admin/people/roles/{held.pk}/end/", follow=True)

    assert "The role of Mira Member has ended." in text_of(ended)
    assert standing_of(member).roles == frozenset()


def test_a_role_that_does_not_exist_is_refused(desk, member):
    assert desk.post(f"/admin/people/{member.uuid}/roles/", {"role": "emperor"}).status_code == 404


def test_the_last_administrator_cannot_be_ended(desk, administrator):
    held = NetworkMembership.objects.current().get(person=administrator)

    answer = desk.post(f"/admin/people/roles/{held.pk}/end/", follow=True)

    assert "at least one administrator" in text_of(answer)
    assert standing_of(administrator).roles == {NetworkRole.ADMINISTRATOR}


def test_whoever_ends_their_own_last_role_is_led_out(desk, administrator, now):
    make_person("Ada Second", role=NetworkRole.ADMINISTRATOR, by=administrator, now=now)
    held = NetworkMembership.objects.current().get(person=administrator)

    answer = desk.post(f"/admin/people/roles/{held.pk}/end/")

    assert answer.headers["Location"] == "/account/memberships/"


def test_editors_see_no_people(editing, member):
    for address in ("/admin/people/", f"/admin/people/{member.uuid}/", "/admin/people/risks/"):
        assert editing.get(address).status_code == 302
    editing.post(f"/admin/people/{member.uuid}/roles/", {"role": "administrator"})

    assert standing_of(member).roles == frozenset()
    assert not Look.objects.filter(what__startswith="people").exists()


def test_roles_and_risks_are_shown(desk):
    text = text_of(desk.get("/admin/people/risks/"))

    assert "Search all people" in text
    assert "Editor, Administrator" in text


def test_two_records_are_compared_merged_and_separated(editing, editor, now):
    kept = store(new_organisation(website="https://one.example/", slug="one"), actor=editor, now=now)
    merged = store(new_organisation(website="https://www.one.example/x", slug="two"), actor=editor, now=now)
    assert "same website" in text_of(editing.get("/admin/organisations/duplicates/"))
    address = f"/admin/organisations/duplicates/{kept.pk}/{merged.pk}/"
    assert "same website" in text_of(editing.get(address))

    done = editing.post(address, {"reason": "The same."}, follow=True)
    assert f"{merged.name} is now part of {kept.name}." in text_of(done)
    undone = editing.post(f"/admin/organisations/duplicates/{Merge.objects.get().pk}/separate/", follow=True)

    assert f"{merged.name} stands for itself again." in text_of(undone)
    again = editing.post(f"/admin/organisations/duplicates/{Merge.objects.get().pk}/separate/", follow=True)
    assert "not merged any more" in text_of(again)


def test_a_merge_without_a_reason_or_with_itself_is_refused(editing, editor, organisation, now):
    other = store(new_organisation(), actor=editor, now=now)
    address = f"/admin/organisations/duplicates/{organisation.pk}/{other.pk}/"

    assert editing.post(address, {"reason": ""}).status_code == 200
    assert editing.get(f"/admin/organisations/duplicates/{other.pk}/{other.pk}/").status_code == 404
    assert not Merge.objects.exists()
