"""The web processes: granian runs the WSGI application that was loaded before they were forked."""

from __future__ import annotations

import gc
import logging
import os

# Without the handover: few, because they take turns, but more than one, because a long download keeps one.
THREADS = 4
# Objects made before Python looks for cycles among them. A page makes some thousands, hardly any in a cycle; looking at
# every 700 of them, Python's own measure, took a third of the time of a page.
CYCLES = (20_000, 20, 50)
PATIENCE = 10  # seconds for the answers that are under way when a process is stopped

KEPT = ("PATH", "HOME", "USER", "LANG", "LC_", "TZ", "TMPDIR", "SSL_CERT_")

_LOG_TO_STDERR = {
    "handlers": {
        name: {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
        for name in ("console", "access")
    }
}


def serve_web(host: str, port: int, workers: int) -> None:
    """Answer requests in `workers` processes until told to stop. The application must be imported already."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    from bluestem.cli.handover import RECEIVERS, hand_over
    from bluestem.config.wsgi import application

    threads = RECEIVERS if hand_over() else THREADS
    os.register_at_fork(after_in_child=_begin)
    server = Granian(
        "bluestem.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
        log_dictconfig=_LOG_TO_STDERR,
    )
    logging.getLogger("_granian").setLevel(logging.ERROR)
    server.serve(target_loader=lambda: application, wrap_loader=False)


def _begin() -> None:
    """Begin one web process."""
    from bluestem.cli.processes import die_with_parent, name_process
    from bluestem.config.wsgi import generation

    die_with_parent(os.getppid())
    name_process("bluestem-web")
    gc.set_threshold(*CYCLES)
    _forget_environment()
    # The one before may have been killed between saving a change and saying so.
    generation.advance()


def _forget_environment() -> None:
    """Keep of the environment what programs in general need; the settings were read from it already.

    The server copies the environment into every request: a short one costs less, and holds no secrets.
    """
    for name in [name for name in os.environ if not name.startswith(KEPT)]:
        del os.environ[name]
