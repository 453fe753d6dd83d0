"""The worker process: queued tasks in the main thread, work that comes back in a second one."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

LOOK_EVERY = 0.5  # seconds between two looks at the queue
SWEEP_EVERY = 1.0
MOST_ATTEMPTS = 3
LAST_SWEEP = 10.0  # seconds the second thread has to finish when the worker is stopped

log = logging.getLogger(__name__)


def work() -> None:
    """Run `bluestem worker`: a worker on its own, until SIGTERM or SIGINT."""
    from bluestem.cli.errors import CommandFailed
    from bluestem.cli.management import start_django
    from bluestem.cli.serve import serving_lock
    from bluestem.config.env import env

    env.check()
    with serving_lock(env.data):
        start_django()
        from bluestem.config.health import readiness

        if missing := readiness():
            raise CommandFailed(missing)
        run_worker()


def run_worker() -> None:
    """Work until told to stop. Django must be set up; no database connection may be open from before a fork."""
    from django.conf import settings

    from bluestem.cli.housekeeping import register_housekeeping
    from bluestem.kit.generation import Generation

    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    # Whoever was killed between saving a change and saying so: readers see it now at the latest.
    Generation(settings.DATA_FOLDER / "generation").advance()
    register_housekeeping()
    stop = threading.Event()
    _stop_on_signals(stop)
    with sign_of_life(settings.DATA_FOLDER / "workers") as name:
        requeue_abandoned_tasks(settings.DATA_FOLDER / "workers")
        sweeping = threading.Thread(target=_sweep, args=(stop,), name="sweep", daemon=True)
        sweeping.start()
        try:
            _run_tasks(name, stop, sweeping)
        finally:
            stop.set()
            sweeping.join(LAST_SWEEP)


def _run_tasks(name: str, stop: threading.Event, sweeping: threading.Thread) -> None:
    from django.db import close_old_connections
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,  # one at a time, so that it looks in between whether to stop
        worker_id=name,
        excluded_queue_names=[],
    )
    while not stop.is_set():
        if not sweeping.is_alive():
            raise RuntimeError("The thread for periodic work has ended.")
        close_old_connections()
        # Looking first keeps an idle worker from taking the database's write lock twice a second.
        if DBTaskResult.objects.ready().exists():
            worker.run()
        else:
            stop.wait(LOOK_EVERY)


def _stop_on_signals(stop: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()  # the task under way is finished first

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def _sweep(stop: threading.Event) -> None:
    while not stop.wait(SWEEP_EVERY):
        run_due(time.monotonic())


def run_due(now: float) -> None:
    """Call the registered functions that are due at `now`; log what one raises and go on with the next."""
    from django.db import close_old_connections

    from bluestem.kit.periodic import take_due

    for periodic in take_due(now):
        close_old_connections()
        try:
            periodic.function()
        except Exception:
            log.exception("Periodic work %s failed; it is tried again in %s s", periodic.name, periodic.seconds)


@contextmanager
def sign_of_life(folder: Path) -> Iterator[str]:
    """Give this worker a name, and hold a lock on a file of that name for as long as it lives.

    The kernel lets go of the lock however the process ends, so a name whose file is free belongs to the dead.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{os.getpid()}-{secrets.token_hex(8)}"
    path = folder / name
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def requeue_abandoned_tasks(folder: Path) -> int:
    """Put tasks that a killed worker of this folder left half done back into the queue; give their number.

    A task that was begun MOST_ATTEMPTS times without an end is given up as failed: it may be what kills workers.
    Tasks of workers on other machines are left to them.
    """
    from django_tasks_db.models import DBTaskResult

    dead = _names_of_the_dead(folder)
    requeued = 0
    for task in DBTaskResult.objects.running():
        if not task.worker_ids or task.worker_ids[-1] not in dead:
            continue
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            task.set_failed(RuntimeError(f"Begun {MOST_ATTEMPTS} times; the worker ended each time."))
            log.error("Task %s is given up: the worker ended each time it ran", task.task_path)
        else:
            DBTaskResult.objects.filter(pk=task.pk).update(status="READY", started_at=None)
            requeued += 1
    for name in dead:
        (folder / name).unlink(missing_ok=True)
    return requeued


def _names_of_the_dead(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if _is_free(path)}


def _is_free(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError), path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
    return False
