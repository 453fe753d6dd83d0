"""Workers that are killed in the middle of a mail, and two that deliver at once: no mail is sent twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.installation import environment
from tests.messaging.servers import Postbox, mail_server

KILLS = 50
MAILS = 300


class Outside:
    """The process that has the outbox, spoken to by lines."""

    def __init__(self, data: Path, server: str) -> None:
        settings = environment(data, BLUESTEM_SECRET_KEY="test-" * 20)
        command = [sys.executable, "-m", "tests.messaging.processes", server]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=settings, stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        assert self.process.stdout.readline() == "ready\n"

    def __call__(self, *words: object) -> object:
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture
def box_and_outside(tmp_path) -> Iterator[tuple[Postbox, Outside]]:
    with mail_server() as (box, address):
        outside = Outside(tmp_path, address)
        yield box, outside
        outside.close()


def taken(box: Postbox) -> Counter[str]:
    """How often the server took each mail, by Message-ID."""
    return Counter(message_from_bytes(content)["Message-ID"] for _address, content in box.taken)


def test_killed_in_the_middle_no_mail_goes_twice_and_none_is_lost(box_and_outside):
    box, outside = box_and_outside
    outside("write", MAILS)
    chance = random.Random(2026)  # noqa: S311
    for number in range(1, KILLS + 1):
        process = outside("deliver", 0)
        wait_for(box, number * MAILS // (2 * KILLS))
        time.sleep(chance.random() / 100)
        os.kill(process, signal.SIGKILL)
        outside("wait", process)
    outside("wait", outside("deliver", 0))

    states, times = outside("states"), taken(box)
    assert set(times.values()) == {1}
    assert Counter(states.values()).keys() <= {"sent", "uncertain"}
    assert {key for key, state in states.items() if state == "sent"} <= times.keys()
    assert Counter(states.values())["uncertain"] <= KILLS


def test_killed_while_the_server_holds_the_text_it_is_uncertain(box_and_outside):
    box, outside = box_and_outside
    box.hang.set()
    outside("write", 1)
    process = outside("deliver", 0)
    assert box.reached.wait(30)
    os.kill(process, signal.SIGKILL)
    outside("wait", process)
    box.hang.clear()
    outside("wait", outside("deliver", 0))

    assert list(outside("states").values()) == ["uncertain"]
    assert list(taken(box).values()) == [1]


def test_two_at_once_share_the_work(box_and_outside):
    box, outside = box_and_outside
    outside("write", 60)
    for process in [outside("deliver", 300), outside("deliver", 300)]:
        outside("wait", process)

    assert set(outside("states").values()) == {"sent"}
    assert (len(taken(box)), set(taken(box).values())) == (60, {1})


def wait_for(box: Postbox, count: int) -> None:
    """Wait until the server has taken so many mails."""
    until = time.monotonic() + 60
    while len(box.taken) < count:
        assert time.monotonic() < until, f"only {len(box.taken)} of {count}"
        time.sleep(0.002)
