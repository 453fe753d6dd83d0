"""Work that comes back: rooms register it once, the worker process calls it every so many seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Periodic:
    """A named function and how many seconds pass between two calls."""

    name: str
    seconds: float
    function: Callable[[], object]
    due: float = field(default=0.0)

    def is_due(self, now: float) -> bool:
        return now >= self.due


_registered: dict[str, Periodic] = {}


def register_periodic(name: str, seconds: float, function: Callable[[], object]) -> None:
    """Have the worker call `function` every `seconds` (at least 1; the worker looks once a second).

    A name registered again replaces the first. The function is called soon after the worker starts, never twice at
    once in one worker. What it raises is logged, and it is called again when its time comes.
    """
    if seconds < 1:
        raise ValueError(f"{name} asks for every {seconds} seconds; one second is the shortest.")
    _registered[name] = Periodic(name, seconds, function)


def periodic() -> list[Periodic]:
    """Give what is registered, by name."""
    return [_registered[name] for name in sorted(_registered)]


def take_due(now: float) -> Iterator[Periodic]:
    """Give what is due at `now` (seconds on a clock that never goes back) and set when it is due again."""
    for work in periodic():
        if work.is_due(now):
            work.due = now + work.seconds
            yield work
