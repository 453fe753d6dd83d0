"""Work that comes back."""

from __future__ import annotations

import pytest

from bluestem.kit import periodic as room
from bluestem.kit.periodic import periodic, register_periodic, take_due


@pytest.fixture
def nothing_registered(monkeypatch):
    monkeypatch.setattr(room, "_registered", {})


def names_due(now: float) -> list[str]:
    return [work.name for work in take_due(now)]


@pytest.mark.usefixtures("nothing_registered")
def test_work_is_due_at_once_and_then_after_its_seconds():
    register_periodic("sweep", 1, print)
    register_periodic("clean", 10, print)

    assert names_due(100.0) == ["clean", "sweep"]
    assert names_due(100.5) == []
    assert names_due(101.0) == ["sweep"]
    assert names_due(110.0) == ["clean", "sweep"]


@pytest.mark.usefixtures("nothing_registered")
def test_the_same_name_again_replaces_the_first():
    register_periodic("sweep", 1, print)
    register_periodic("sweep", 5, len)

    assert [(work.name, work.seconds, work.function) for work in periodic()] == [("sweep", 5, len)]


@pytest.mark.usefixtures("nothing_registered")
@pytest.mark.parametrize("seconds", [0, 0.5, -1])
def test_less_than_a_second_is_refused(seconds):
    with pytest.raises(ValueError, match="one second is the shortest"):
        register_periodic("sweep", seconds, print)

    assert periodic() == []
