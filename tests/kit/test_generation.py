"""A counter that every process of a machine sees at once."""

from __future__ import annotations

import subprocess
import sys
from multiprocessing.pool import ThreadPool

from bluestem.kit.generation import Generation

ADVANCE_HUNDRED_TIMES = """
import sys
from pathlib import Path
from bluestem.kit.generation import Generation
generation = Generation(Path(sys.argv[1]))
for _ in range(100):
    generation.advance()
"""


def test_begins_at_nought_and_rises_by_one(tmp_path):
    generation = Generation(tmp_path / "folder" / "generation")

    assert generation.current() == 0
    assert [generation.advance(), generation.advance()] == [1, 2]
    assert generation.current() == 2


def test_others_see_it_at_once(tmp_path):
    here, there = Generation(tmp_path / "generation"), Generation(tmp_path / "generation")

    here.advance()

    assert there.current() == 1


def test_no_rise_is_lost_between_processes_and_threads(tmp_path):
    path = tmp_path / "generation"
    generation = Generation(path)
    command = [sys.executable, "-c", ADVANCE_HUNDRED_TIMES, str(path)]
    others = [subprocess.Popen(command) for _ in range(2)]  # noqa: S603

    with ThreadPool(4) as threads:
        threads.map(lambda _: generation.advance(), range(200))
    codes = [other.wait(60) for other in others]

    assert codes == [0, 0]
    assert generation.current() == 400


def test_a_number_survives_the_process(tmp_path):
    path = tmp_path / "generation"
    Generation(path).advance()

    assert Generation(path).current() == 1
    assert path.stat().st_mode & 0o077 == 0
