"""What each role may do and what harm it could do: no role may more harm than it must."""

from __future__ import annotations

import pytest

from bluestem.accounts.api import User, needs_second_factor
from bluestem.network.backends import permissions_of
from bluestem.network.choices import NetworkRole
from bluestem.network.permissions import (
    ORDER,
    RISK_LABELS,
    Permission,
    Permissions,
    Risk,
    Role,
    from_role,
    needs_care,
    permissions,
    roles_with_second_factor,
)
from tests.factories.people import make_person


def test_no_role_below_editor_writes_what_browsers_might_run():
    assert {role for p in permissions if Risk.XSS in p.risks for role in p.roles} <= from_role(Role.EDITOR)


def test_no_role_below_organiser_sees_many_people_s_data():
    bulk = [p for p in permissions if Risk.PERSONAL in p.risks and p.in_bulk]

    assert bulk
    assert {role for p in bulk for role in p.roles} <= from_role(Role.ORGANISER)


def test_roles_that_could_do_much_harm_need_a_second_factor():
    assert roles_with_second_factor() == {Role.EDITOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(NetworkRole))
def test_the_rule_asks_these_people_for_a_second_factor(administrator, now, role):
    person = make_person("Nora New", role=role, by=administrator, now=now)

    assert needs_second_factor(User.objects.get(pk=person.pk)) is (role in {"editor", "administrator"})


def test_others_are_not_asked(member, count_queries):
    with count_queries() as counted:
        assert [needs_second_factor(member) for _ in range(3)] == [False] * 3

    assert counted.number == 1


@pytest.mark.parametrize("role", list(NetworkRole))
def test_what_django_grants_a_role_stands_in_the_register(role):
    """A role with permissions of Django's has a permission of ours that says so, with its risk."""
    named = {code for permission in permissions.of(Role(role.value)) for code in permission.codes}

    assert bool(permissions_of(role)) == bool(named)


@pytest.mark.parametrize(
    ("risks", "in_bulk", "careful"),
    [
        (Risk.NONE, True, False),
        (Risk.PERSONAL, False, False),
        (Risk.PERSONAL, True, True),
        (Risk.XSS | Risk.SPAM, True, False),
        (Risk.CONFIG, False, True),
        (Risk.DATALOSS, False, True),
    ],
)
def test_what_needs_care(risks, in_bulk, careful):
    permission = Permission(name="x.y", label="X", roles=frozenset({Role.MEMBER}), risks=risks, in_bulk=in_bulk)
    register = Permissions()
    register.register(permission)

    assert needs_care(permission) is careful
    assert roles_with_second_factor(register) == ({Role.MEMBER} if careful else set())
    assert len(permission.risk_labels) == len(list(risks))


def test_a_name_is_taken_once():
    with pytest.raises(ValueError, match="twice"):
        permissions.register(next(iter(permissions)))


def test_every_risk_has_words_and_every_role_its_place():
    assert set(RISK_LABELS) == set(Risk)
    assert ORDER[0] == Role.ACCOUNT
    assert from_role(Role.EDITOR) == {Role.EDITOR, Role.ADMINISTRATOR}
