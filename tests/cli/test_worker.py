"""Background work: what comes back, what fails, and what a killed worker left half done."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from bluestem.cli.worker import MOST_ATTEMPTS, requeue_abandoned_tasks, run_due, sign_of_life
from bluestem.kit import periodic


def begun_by(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="bluestem.nowhere",
        backend_name="default",
        run_after=get_date_max(),
        worker_ids=list(workers),
    )


def status_of(task: DBTaskResult) -> str:
    task.refresh_from_db()
    return task.status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dead").touch()
    return tmp_path


@pytest.mark.django_db
def test_what_a_dead_worker_began_is_begun_again(folder: Path) -> None:
    task = begun_by("dead")
    assert requeue_abandoned_tasks(folder) == 1
    assert status_of(task) == "READY"
    assert task.started_at is None
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_what_a_living_worker_does_is_left_to_it(folder: Path) -> None:
    with sign_of_life(folder) as name:
        task = begun_by("dead", name)
        assert requeue_abandoned_tasks(folder) == 0
        assert status_of(task) == "RUNNING"
        assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.django_db
def test_what_a_worker_elsewhere_does_is_left_to_it(folder: Path) -> None:
    task = begun_by("on another machine")
    assert requeue_abandoned_tasks(folder) == 0
    assert status_of(task) == "RUNNING"


@pytest.mark.django_db
def test_what_ends_its_worker_every_time_is_given_up(folder: Path) -> None:
    task = begun_by(*["dead"] * MOST_ATTEMPTS)
    assert requeue_abandoned_tasks(folder) == 0
    assert status_of(task) == "FAILED"
    assert "the worker ended each time" in task.traceback


def test_a_sign_of_life_is_a_lock_that_goes_with_its_worker(tmp_path: Path) -> None:
    folder = tmp_path / "workers"
    with sign_of_life(folder) as name, (folder / name).open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_one_failure_stops_nobody(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(periodic, "_registered", {})
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("The disk is full.")

    periodic.register_periodic("a: fails", 1, fail)
    periodic.register_periodic("b: works", 1, lambda: done.append("b"))
    run_due(1000.0)
    run_due(1001.0)
    assert done == ["b", "b"]
    assert [record.getMessage() for record in caplog.records] == [
        "Periodic work a: fails failed; it is tried again in 1 s"
    ] * 2
    assert "The disk is full." in caplog.text
