"""What a role in the network lets a person do."""

from __future__ import annotations

import pytest

from bluestem.accounts.api import User
from bluestem.network.api import NetworkRole, OrganisationRole, join_organisation
from tests.factories.people import make_person

ADMIN = "wagtailadmin.access_admin"
EDITING = {
    f"{room}.{verb}_{model}"
    for room, model in (
        ("network", "organisation"),
        ("network", "countryprofile"),
        ("programmes", "programme"),
        ("library", "publication"),
    )
    for verb in ("add", "change", "view")
}


def fresh(person: User) -> User:
    """The same person as the next request meets them, without remembered permissions."""
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        (NetworkRole.EDITOR, {ADMIN, *EDITING}),
        (NetworkRole.ADMINISTRATOR, {ADMIN, *EDITING}),
        (NetworkRole.ORGANISER, set()),
        (NetworkRole.EVALUATOR, set()),
    ],
)
def test_permissions_follow_from_the_role(administrator, now, role, granted):
    person = make_person("Nina New", role=role, by=administrator, now=now)

    held = fresh(person).get_all_permissions()
    assert held >= granted
    assert bool(held) is bool(granted)
    assert not {
        name for name in held if ".delete_" in name and name.split(".")[0] in ("network", "programmes", "library")
    }
    assert fresh(person).is_staff is (ADMIN in granted)


def test_nobody_deletes_records(editor):
    assert not fresh(editor).has_perm("programmes.delete_programme")


def test_a_manager_of_an_organisation_does_not_edit_records(member, organisation, administrator, now):
    join_organisation(
        person=member, organisation=organisation, role=OrganisationRole.MANAGER, actor=administrator, now=now
    )

    assert fresh(member).get_all_permissions() == set()


def test_an_account_that_is_closed_may_nothing(editor):
    User.objects.filter(pk=editor.pk).update(is_active=False)

    assert fresh(editor).get_all_permissions() == set()
    assert fresh(editor).is_staff is False


def test_flags_and_groups_of_django_grant_nothing(member):
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="Moderators of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    member.groups.add(group)
    member.user_permissions.add(Permission.objects.get(codename="change_programme"))

    assert fresh(member).get_all_permissions() == set()


def test_permissions_of_a_request_cost_one_query(editor, count_queries):
    person = fresh(editor)

    with count_queries() as counted:
        answers = [person.has_perm(name) for name in (*EDITING, ADMIN)]

    assert answers == [True] * (len(EDITING) + 1)
    assert counted.number == 1
