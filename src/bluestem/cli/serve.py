"""`bluestem serve`: check, load everything once, fork the web processes and the worker, keep them alive."""

from __future__ import annotations

import fcntl
import gc
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bluestem.cli.errors import CommandFailed
from bluestem.cli.processes import Child, Supervisor, keep_memory_together, name_process

READY_WITHIN = 60.0


def serve(*, host: str, port: str | None, with_worker: bool) -> None:
    """Run the site until SIGTERM, SIGINT or SIGHUP.

    Everything is loaded here, before the processes are forked: they share one copy of the code, which makes the whole
    installation half as large as processes that load it each for themselves, and started three times as fast.
    Raises InsecureSetting or CommandFailed when it must not or cannot start.
    """
    from bluestem.config.env import env

    env.check()
    number = port_number(port or os.environ.get("PORT") or "8000")
    make_sure_port_is_free(host, number)
    keep_memory_together()
    name_process("bluestem")
    with serving_lock(env.data):
        if env.development:
            children = [Child("bluestem-serve", lambda: _web_that_reloads(host, number)), Child("bluestem-work", _work)]
        else:
            load_everything()
            children = [Child("bluestem-serve", lambda: _web(host, number, max(env.web_workers, 1)))]
            children += [Child("bluestem-work", _work)] if with_worker else []
        announcing = threading.Thread(target=_announce, args=(host, number, env.origin), daemon=True)
        Supervisor(children, say).run(announcing.start)


def _web(host: str, port: int, workers: int) -> None:
    from bluestem.cli.web import serve_web

    serve_web(host, port, workers)


def _web_that_reloads(host: str, port: int) -> None:
    from bluestem.cli.management import manage

    words = ["runserver", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]
    sys.argv[1:] = ["manage", *words]  # Django starts these words anew at each change
    manage(words)


def _work() -> None:
    from bluestem.cli.management import start_django
    from bluestem.cli.worker import run_worker

    start_django()
    run_worker()


def load_everything() -> None:
    """Import the application with all its addresses, make sure it can answer, and put it where forks share it."""
    from bluestem.cli.management import start_django

    start_django()
    from django.core.checks import run_checks
    from django.db import connections
    from django.urls import get_resolver

    from bluestem.config import checks
    from bluestem.config.health import readiness
    from bluestem.config.wsgi import application  # noqa: F401 - loads the middleware

    problems = run_checks(tags=[checks.TAG])
    if problems:
        raise CommandFailed(" ".join(str(problem.msg) for problem in problems), 2)
    get_resolver()._populate()  # noqa: SLF001 - Django does this at the first request, in each process anew
    missing = readiness()
    connections.close_all()  # a connection must not be shared by two processes
    if missing:
        raise CommandFailed(missing)
    gc.collect()
    gc.freeze()


def port_number(text: str) -> int:
    """Give a port; raise CommandFailed for what is none."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise CommandFailed(f"{text!r} is no port; give a number from 1 to 65535.")
    return int(text)


def make_sure_port_is_free(host: str, port: int) -> None:
    """Raise CommandFailed when something answers there already; the server itself would share the port with it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
            raise CommandFailed(message) from None


@contextmanager
def serving_lock(data: Path) -> Iterator[None]:
    """Hold a lock, shared with other servers and workers of this folder, that `bluestem restore` waits for."""
    if not data.is_dir():
        raise CommandFailed(f"There is no folder {data}; run `bluestem init`.")
    with (data / "serving.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def say(text: str) -> None:
    """Tell whoever runs the site, with the time."""
    print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} bluestem: {text}", file=sys.stderr, flush=True)


def _announce(host: str, port: int, origin: str) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
            continue
        print(f"Bluestem answers at {origin or f'http://{host}:{port}'} (port {port}). Ctrl-C stops it.", flush=True)
        return
    say(f"nothing answers on port {port} after {READY_WITHIN:.0f} seconds")
