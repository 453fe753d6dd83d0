"""A running site: it answers, it repairs itself, it stops, and it leaves nobody behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.cli.installation import Site, bluestem, is_alive, serving, wait_for


@pytest.fixture(scope="module")
def site(initialised: Path, tmp_path_factory: pytest.TempPathFactory):
    with serving(initialised) as running:
        yield running


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_it_is_alive_and_ready(site: Site) -> None:
    assert site.ask("/healthz") == (200, b"alive\n")
    assert site.ask("/readyz") == (200, b"ready\n")
    assert site.ask("/healthz", host="whatever.example")[0] == 200
    assert site.ask("/page%00/")[0] == 400


def test_two_web_processes_and_one_worker(site: Site) -> None:
    wait_for("two web processes", lambda: len(site.named("bluestem-web")) == 2)
    assert len(site.named("bluestem-work")) == 1
    assert len(site.named("bluestem-serve")) == 1


@pytest.mark.parametrize(("name", "count"), [("bluestem-web", 2), ("bluestem-work", 1), ("bluestem-serve", 1)])
def test_who_is_killed_is_started_again(site: Site, name: str, count: int) -> None:
    wait_for(name, lambda: len(site.named(name)) == count)
    victim = min(site.named(name))
    kill(victim)
    wait_for(f"a new {name}", lambda: len(site.named(name) - {victim}) == count)
    wait_for("two web processes", lambda: len(site.named("bluestem-web")) == 2)
    wait_for("/readyz", lambda: site.answers("/readyz"))


def test_web_processes_that_are_killed_again_and_again(site: Site) -> None:
    for _ in range(3):
        wait_for("two web processes", lambda: len(site.named("bluestem-web")) == 2)
        for victim in site.named("bluestem-web"):
            kill(victim)
    wait_for("two web processes", lambda: len(site.named("bluestem-web")) == 2)
    wait_for("/readyz", lambda: site.answers("/readyz"))


def test_a_killed_process_leaves_no_page_that_is_out_of_date(site: Site, initialised: Path) -> None:
    before = (initialised / "generation").read_bytes()
    victim = min(site.named("bluestem-web"))
    kill(victim)
    wait_for("another web process", lambda: len(site.named("bluestem-web") - {victim}) == 2)
    wait_for("a new generation", lambda: (initialised / "generation").read_bytes() != before)


def test_what_runs_cannot_be_replaced(site: Site, initialised: Path, tmp_path: Path) -> None:
    done = bluestem("restore", str(tmp_path / "any.tar"), "--replace", data=initialised)
    assert done.returncode == 1
    assert "The site is running" in done.stderr
    assert site.answers("/readyz")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told(data: Path, number: int) -> None:
    with serving(data, BLUESTEM_WEB_WORKERS="1") as running:
        everyone = [*(running.named("bluestem-web")), *running.named("bluestem-work")]
        said = running.process.stdout.readline()
        assert said == f"Bluestem answers at http://127.0.0.1 (port {running.port}). Ctrl-C stops it.\n"
        os.kill(running.process.pid, number)
        assert running.process.wait(30) == 0
        assert not [pid for pid in everyone if is_alive(pid)]
    assert not list((data / "workers").iterdir())


def test_nobody_outlives_the_first_process(data: Path) -> None:
    with serving(data, BLUESTEM_WEB_WORKERS="1") as running:
        everyone = [pid for name in ("serve", "web", "work") for pid in running.named(f"bluestem-{name}")]
        assert len(everyone) == 3
        kill(running.process.pid)
        wait_for("the end of all", lambda: not [pid for pid in everyone if is_alive(pid)])


def test_background_work_can_be_done_elsewhere(data: Path) -> None:
    with serving(data, "--no-worker", BLUESTEM_WEB_WORKERS="1") as running:
        assert running.named("bluestem-work") == set()
        assert len(running.named("bluestem-web")) == 1
