"""What was confirmed is there after the harshest stop short of pulling the plug; a copy holds whole transactions."""

from __future__ import annotations

import random
import time
from pathlib import Path

from bluestem.cli.backup import copy_sqlite
from tests.cli.writers import Ledgers, books

KILLS = 6


def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    ledgers = Ledgers(tmp_path)
    chance = random.Random(2026)  # noqa: S311
    for _ in range(KILLS):
        with ledgers.being_written():
            ledgers.wait_for(50)
            time.sleep(chance.random() / 10)
        found = books(ledgers.database)
        assert ledgers.confirmed() <= found.entries
        assert found.balanced
        assert found.verdict == "ok"
    assert len(ledgers.confirmed()) >= 50 * KILLS


def test_a_copy_taken_while_others_write_holds_whole_transactions(tmp_path: Path) -> None:
    ledgers = Ledgers(tmp_path)
    with ledgers.being_written():
        for number in range(8):
            ledgers.wait_for(30)
            before = ledgers.confirmed()
            copy_sqlite(ledgers.database, tmp_path / f"copy{number}")
            found = books(tmp_path / f"copy{number}")
            assert before <= found.entries
            assert found.balanced
            assert found.verdict == "ok"
