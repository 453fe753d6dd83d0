"""Roles in the network begin and end by administrators; the history stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from bluestem.accounts.api import User
from bluestem.network.api import NetworkRole, appoint, end_appointment, standing_of
from bluestem.network.errors import LastAdministrator, MembershipEnded
from bluestem.network.models import NetworkMembership
from bluestem.privacy.models import Look
from tests.factories.people import make_person


def role_of(person: User, role: NetworkRole) -> NetworkMembership:
    return NetworkMembership.objects.current().get(person=person, role=role)


def test_an_ended_role_gives_nothing_and_stays_in_the_history(editor, administrator, now):
    held = role_of(editor, NetworkRole.EDITOR)

    end_appointment(membership=held, actor=administrator, now=now)

    held.refresh_from_db()
    assert held.ended_at == now
    assert standing_of(editor).roles == frozenset()
    assert User.objects.get(pk=editor.pk).get_all_permissions() == set()
    assert not editor.groups.exists()


def test_a_role_can_come_again(editor, administrator, now):
    end_appointment(membership=role_of(editor, NetworkRole.EDITOR), actor=administrator, now=now)

    appoint(person=editor, role=NetworkRole.EDITOR, actor=administrator, now=now + timedelta(days=1))

    assert NetworkMembership.objects.filter(person=editor).count() == 2
    assert standing_of(editor).roles == {NetworkRole.EDITOR}


def test_a_role_ends_once(editor, administrator, now):
    held = role_of(editor, NetworkRole.EDITOR)
    end_appointment(membership=held, actor=administrator, now=now)

    with pytest.raises(MembershipEnded):
        end_appointment(membership=held, actor=administrator, now=now)


def test_only_administrators_end_roles(editor, organiser, administrator, now):
    held = role_of(administrator, NetworkRole.ADMINISTRATOR)
    for actor in (editor, organiser):
        with pytest.raises(PermissionDenied):
            end_appointment(membership=held, actor=actor, now=now)

    assert standing_of(administrator).roles == {NetworkRole.ADMINISTRATOR}


def test_the_last_administrator_stays(administrator, now):
    with pytest.raises(LastAdministrator):
        end_appointment(membership=role_of(administrator, NetworkRole.ADMINISTRATOR), actor=administrator, now=now)

    second = make_person("Ada Second", role=NetworkRole.ADMINISTRATOR, by=administrator, now=now)
    end_appointment(membership=role_of(administrator, NetworkRole.ADMINISTRATOR), actor=second, now=now)
    assert standing_of(administrator).roles == frozenset()


def test_an_administrator_whose_account_is_closed_does_not_count(administrator, now):
    second = make_person("Ada Second", role=NetworkRole.ADMINISTRATOR, by=administrator, now=now)
    User.objects.filter(pk=second.pk).update(is_active=False)

    with pytest.raises(LastAdministrator):
        end_appointment(membership=role_of(administrator, NetworkRole.ADMINISTRATOR), actor=administrator, now=now)


def test_giving_and_ending_leave_a_line(editor, administrator, now):
    end_appointment(membership=role_of(editor, NetworkRole.EDITOR), actor=administrator, now=now)

    lines = Look.objects.filter(about=editor).order_by("pk").values_list("actor", "what")
    assert list(lines) == [(administrator.pk, "role given: editor"), (administrator.pk, "role ended: editor")]
