"""The worker as a process: it stops when told, and what it was killed in the middle of is done by the next."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.installation import bluestem, environment, wait_for

ENQUEUE = "from tests.cli.tasks import finish_the_second_time as task; task.enqueue({!r})"


@contextmanager
def working(data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bluestem", "worker"]
    worker = subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()


def signs_of_life(data: Path, worker: subprocess.Popen[str]) -> Callable[[], list[Path]]:
    return lambda: list((data / "workers").glob(f"{worker.pid}-*"))


def test_it_stops_when_told(data: Path) -> None:
    with working(data) as worker:
        wait_for("the worker", signs_of_life(data, worker))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    assert signs_of_life(data, worker)() == []


def test_what_it_was_killed_in_is_done_by_the_next(data: Path, tmp_path: Path) -> None:
    done = bluestem("manage", "shell", "--verbosity", "0", "-c", ENQUEUE.format(str(tmp_path)), data=data)
    assert done.returncode == 0, done.stderr
    with working(data) as worker:
        wait_for("the first attempt", (tmp_path / "begun").exists)
        worker.kill()
        worker.wait()
    assert not (tmp_path / "done").exists()
    with working(data):
        wait_for("the second attempt", (tmp_path / "done").exists)
