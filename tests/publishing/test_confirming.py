"""The yearly confirmation: given, asked for, and followed by the filter as time passes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from bluestem.catalogue.api import revisions_of
from bluestem.catalogue.models import IndexChange
from bluestem.messaging.api import Notice
from bluestem.programmes.api import Programme
from bluestem.publishing.confirming import ASK_AGAIN, ask_for_confirmation, confirm, sweep_confirmations
from bluestem.publishing.errors import NotNow
from bluestem.publishing.models import ConfirmationRequest

YEAR = timedelta(days=365)


def asked(manager, programme) -> int:
    return Notice.objects.filter(person=manager, url=programme.get_absolute_url()).count()


@pytest.mark.parametrize(("person", "by"), [("manager", "organisation"), ("editor", "secretariat")])
def test_a_sheet_is_confirmed_with_who_and_when(request, programme, person, by, now):
    confirm(kind="programme", record=programme, actor=request.getfixturevalue(person), now=now)

    sheet = Programme.objects.get(pk=programme.pk)
    assert (sheet.confirmed_on, sheet.confirmed_by) == (now.date(), by)
    assert revisions_of("programme", sheet.pk)[0].deed == "confirmed"


@pytest.mark.parametrize("person", ["stranger", "member", "organiser"])
def test_nobody_else_confirms(request, programme, person, now):
    with pytest.raises(PermissionDenied):
        confirm(kind="programme", record=programme, actor=request.getfixturevalue(person), now=now)

    assert Programme.objects.get(pk=programme.pk).confirmed_on is None


def test_only_what_is_public_is_confirmed(programme, manager, now):
    programme.state = "withdrawn"
    with pytest.raises(NotNow):
        confirm(kind="programme", record=programme, actor=manager, now=now)

    assert Programme.objects.get(pk=programme.pk).confirmed_on is None


def test_managers_are_asked_once_and_again_after_a_while(programme, manager, now):
    ask_for_confirmation(now=now)
    ask_for_confirmation(now=now + timedelta(days=1))
    assert asked(manager, programme) == 1

    ask_for_confirmation(now=now + ASK_AGAIN)

    assert asked(manager, programme) == 2


def test_nobody_is_asked_about_what_was_confirmed(programme, manager, now):
    confirm(kind="programme", record=programme, actor=manager, now=now)

    ask_for_confirmation(now=now + YEAR)
    assert asked(manager, programme) == 0
    ask_for_confirmation(now=now + YEAR + timedelta(days=1))

    assert asked(manager, programme) == 1
    confirm(kind="programme", record=programme, actor=manager, now=now + YEAR + timedelta(days=2))
    assert not ConfirmationRequest.objects.filter(kind="programme", record_id=programme.pk).exists()


def test_the_filter_follows_the_calendar(programme, manager, now):
    confirm(kind="programme", record=programme, actor=manager, now=now)
    sweep_confirmations(now=now)
    IndexChange.objects.all().delete()

    sweep_confirmations(now=now + YEAR)
    assert not IndexChange.objects.filter(kind="programme", record_id=programme.pk).exists()
    # Days without a worker are made up for; a second sweep of the day does nothing.
    passed = [sweep_confirmations(now=now + YEAR + timedelta(days=3)) for _time in range(2)]

    assert IndexChange.objects.filter(kind="programme", record_id=programme.pk).count() == 1
    assert passed[0] >= 1
    assert passed[1] == 0


def test_the_list_is_narrowed_by_confirmation(client, programme, manager, published, now):
    with published():
        confirm(kind="programme", record=programme, actor=manager, now=now)

    assert "Machines" in client.get("/programmes/?confirmed=yes&q=Machines").content.decode().split('id="listing"')[1]
    not_there = client.get("/programmes/?confirmed=no&q=Machines").content.decode()
    assert "/programmes/machines/" not in not_there
