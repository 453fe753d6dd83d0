"""Processes killed at any moment: the database keeps what was saved, and one sweep brings the index level with it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]


def start(folder: Path, what: str) -> subprocess.Popen[str]:
    """Start a process of the small site; what it prints can be read line by line."""
    command = [sys.executable, "-m", "tests.catalogue.search.small_site", str(folder), what]
    return subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def finish(folder: Path, what: str) -> str:
    said, _ = (process := start(folder, what)).communicate()
    assert process.returncode == 0
    return said


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill a process as a power cut would, and give what it said before."""
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return said.splitlines()


def sweep_until_nothing_waits(folder: Path) -> dict[str, Any]:
    """Sweep as the worker does, again and again: one sweep may find the index busy and leave the rest to the next."""
    for _ in range(5):
        found = json.loads(finish(folder, "sweep"))
        if found["waiting"] == 0:
            break
    return found


@pytest.mark.parametrize("other", ["change_without_end", "rebuild_without_end"])
def test_killed_processes_lose_nothing(tmp_path, other):
    chance = random.Random(11)  # noqa: S311
    finish(tmp_path, "migrate")
    finish(tmp_path, "sweep")
    said: list[str] = []

    for _ in range(4):
        processes = [start(tmp_path, "change_without_end"), start(tmp_path, other)]
        said += [process.stdout.readline().strip() for process in processes]
        time.sleep(chance.random() / 10)
        said += [line for process in processes for line in kill(process)]

    found = sweep_until_nothing_waits(tmp_path)
    kept, gone = ({int(line.split()[1]) for line in said if line.startswith(word)} for word in ("kept", "gone"))
    assert found["indexed"] == found["stored"]
    assert found["waiting"] == 0
    assert kept <= set(found["stored"])
    assert len(gone) > 0
    assert not gone & set(found["stored"])
