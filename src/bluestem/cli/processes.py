"""Child processes that are started again when they end by themselves, and that never outlive their parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable

STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE = 15.0  # seconds a child has to finish what it is doing
SHORTEST_WAIT, LONGEST_WAIT = 0.1, 30.0
STEADY = 10.0  # a child that lived this long did not fail at once
# Numbers of prctl(2) and mallopt(3).
_PR_SET_PDEATHSIG, _PR_SET_NAME, _M_ARENA_MAX = 1, 15, -8


class Child:
    """One forked process: `run` is called in it, and it ends when `run` returns."""

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        self.name = name
        self.run = run
        self.pid = 0
        self.starts_at = 0.0
        self._started = 0.0
        self._wait = SHORTEST_WAIT

    def start(self) -> None:
        self._started = time.monotonic()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            self._live(parent)

    def _live(self, parent: int) -> None:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (*STOPPING, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            die_with_parent(parent)
            name_process(self.name)
            self.run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except KeyboardInterrupt:
            code = 130
        except BaseException:  # noqa: BLE001 - nothing may climb into the parent's copy of the stack
            traceback.print_exc()
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)

    def has_ended(self) -> None:
        """Note that the process is gone, and when to start it again: later each time it fails at once."""
        now = time.monotonic()
        steady = now - self._started >= STEADY
        self._wait = SHORTEST_WAIT if steady else min(self._wait * 2, LONGEST_WAIT)
        self.pid = 0
        self.starts_at = now + self._wait

    def send(self, number: int) -> None:
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


class Supervisor:
    """Keeps children alive until this process is told to stop; sleeps in between."""

    def __init__(self, children: list[Child], say: Callable[[str], None]) -> None:
        self._children = children
        self._say = say
        self._stopping = False

    def run(self, when_started: Callable[[], None]) -> None:
        """Start all, start again whichever ends; return when SIGTERM, SIGINT or SIGHUP came and all have ended.

        `when_started` is called once, after the first forks (a thread must not be there before).
        """
        with _Signals() as signals:
            for child in self._children:
                child.start()
            when_started()
            while not self._stopping:
                self._note(signals.wait(self._next_start()))
                self._reap()
                self._start_due()
            self._stop(signals)

    def _note(self, numbers: bytes) -> None:
        self._stopping = self._stopping or any(number in STOPPING for number in numbers)

    def _next_start(self) -> float | None:
        waiting = [child.starts_at for child in self._children if not child.pid]
        return max(min(waiting) - time.monotonic(), 0.0) if waiting else None

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._ended(pid, status)

    def _ended(self, pid: int, status: int) -> None:
        for child in self._children:
            if child.pid == pid:
                child.has_ended()
                if not self._stopping:
                    self._say(f"{child.name} ended ({_how(status)}); it is started again")

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if not self._stopping and not child.pid and child.starts_at <= now:
                child.start()

    def _stop(self, signals: _Signals) -> None:
        self._send(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while any(child.pid for child in self._children):
            again = signals.wait(max(end - time.monotonic(), 0.0))
            if any(number in STOPPING for number in again) or time.monotonic() >= end:
                self._send(signal.SIGKILL)
                end = time.monotonic() + PATIENCE
            self._reap()

    def _send(self, number: int) -> None:
        for child in self._children:
            child.send(number)


class _Signals:
    """Lets a process sleep until a signal arrives, and read which."""

    def __enter__(self) -> _Signals:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in (*STOPPING, signal.SIGCHLD):
            signal.signal(number, lambda _number, _frame: None)
        return self

    def __exit__(self, *_error: object) -> None:
        signal.set_wakeup_fd(-1)
        self._reader.close()
        self._writer.close()

    def wait(self, seconds: float | None) -> bytes:
        ready, _, _ = select.select([self._reader], [], [], seconds)
        return self._reader.recv(4096) if ready else b""


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def die_with_parent(parent: int) -> None:
    """Have the kernel stop this process when its parent is gone, however it went (Linux; elsewhere nothing)."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before the kernel was told
        os._exit(0)


def name_process(name: str) -> None:
    """Show `name` (15 characters at most) in process lists (Linux; elsewhere nothing)."""
    _prctl(_PR_SET_NAME, ctypes.create_string_buffer(name.encode()[:15]))


def keep_memory_together() -> None:
    """Let the C library keep two pools of free memory instead of eight per core (glibc; elsewhere nothing)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(_M_ARENA_MAX, 2)


def _prctl(option: int, value: object) -> None:
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(option, value, 0, 0, 0)
