"""Publishing and withdrawing on a day to come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bluestem.programmes.api import Programme
from bluestem.publishing.choices import Planned
from bluestem.publishing.models import Plan
from bluestem.publishing.planning import cancel_plan, carry_out_plans, plan
from tests.conftest import NOW

REASON = "The site closes."


def make(programme, actor, now, **changes) -> Plan:
    day = now + timedelta(days=1)
    values = {"action": Planned.WITHDRAW, "due_at": day, "reason": REASON, **changes}
    return plan(kind="programme", record=programme, actor=actor, now=now, **values)


@pytest.mark.parametrize("action", [Planned.WITHDRAW, Planned.ARCHIVE])
def test_a_record_goes_on_its_day_and_its_page_says_why(programme, editor, client, published, action):
    now = NOW
    make(programme, editor, now, action=action)
    due = now + timedelta(days=1)

    with published():
        done = [carry_out_plans(now=now), carry_out_plans(now=due), carry_out_plans(now=due)]

    assert done == [0, 1, 0]
    answer = client.get("/programmes/machines/")
    assert answer.status_code == 410
    assert REASON in answer.content.decode()
    assert "/programmes/machines/" not in client.get("/programmes/?q=Machines").content.decode()
    permanent = client.get(f"/id/programme/{programme.uuid}/")
    assert permanent.headers["Location"] == "/programmes/machines/"


def test_a_record_comes_back_on_its_day(programme, editor, now):
    Programme.objects.filter(pk=programme.pk).update(state="withdrawn", withdrawn_because="Broken.", withdrawn_at=now)
    make(programme, editor, now, action=Planned.PUBLISH, reason="")

    carry_out_plans(now=now + timedelta(days=2))

    sheet = Programme.objects.get(pk=programme.pk)
    assert (sheet.state, sheet.withdrawn_at) == ("published", None)


def test_a_second_plan_for_the_same_replaces_the_first(programme, editor, now):
    make(programme, editor, now)
    make(programme, editor, now, reason="Another reason.")

    assert Plan.objects.get().reason == "Another reason."


@pytest.mark.parametrize("changes", [{"reason": " "}, {"due_at": None}])
def test_a_plan_needs_a_day_to_come_and_a_reason(programme, editor, now, changes):
    with pytest.raises(ValidationError):
        make(programme, editor, now, **{**changes, "due_at": now if "due_at" in changes else now + timedelta(days=1)})

    assert not Plan.objects.exists()


@pytest.mark.parametrize("person", ["manager", "member", "organiser"])
def test_only_the_secretariat_plans(request, programme, editor, person, now):
    other = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        make(programme, other, now)
    planned = make(programme, editor, now)
    with pytest.raises(PermissionDenied):
        cancel_plan(planned=planned, actor=other)

    assert Plan.objects.count() == 1
    cancel_plan(planned=planned, actor=editor)
    assert not Plan.objects.exists()


def test_what_is_refused_on_its_day_is_noted_and_rests(programme, editor, now):
    planned = make(programme, editor, now)
    Plan.objects.update(planned_by=None)

    assert [carry_out_plans(now=now + timedelta(days=2)) for _time in range(2)] == [0, 0]

    planned.refresh_from_db()
    assert (planned.done_at, bool(planned.problem)) == (None, True)
    assert Programme.objects.get(pk=programme.pk).is_public
