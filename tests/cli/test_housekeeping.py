"""What is over is forgotten, what is not stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from bluestem.cli import housekeeping
from bluestem.kit import periodic

pytestmark = pytest.mark.django_db


def test_only_sessions_that_ended_go() -> None:
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="on", session_data="", expire_date=now + timedelta(days=1))
    housekeeping.forget_expired_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["on"]


def task(status: str, finished_at: datetime | None) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        finished_at=finished_at,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="bluestem.nowhere",
        backend_name="default",
        run_after=get_date_max(),
    )


def test_only_tasks_that_ended_long_ago_go() -> None:
    now = timezone.now()
    kept = [
        task("READY", None),
        task("RUNNING", None),
        task("SUCCESSFUL", now - timedelta(days=13)),
        task("FAILED", now),
    ]
    task("SUCCESSFUL", now - timedelta(days=15))
    task("FAILED", now - timedelta(days=15))
    assert housekeeping.forget_finished_tasks() == 2
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {one.pk for one in kept}


def test_all_of_it_comes_back_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_registered", {})
    housekeeping.register_housekeeping()
    due = list(periodic.take_due(1000.0))
    assert [(work.name, work.due) for work in due] == [
        ("housekeeping.sessions", 87_400.0),
        ("housekeeping.statistics", 87_400.0),
        ("housekeeping.tasks", 87_400.0),
    ]
    for work in due:
        work.function()
