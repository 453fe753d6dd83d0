"""Rooms above the catalogue hear which records change, inside the transaction of the change.

A listener writes down what it needs and does its work later: what it writes is there exactly if the change is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Listener = Callable[[str, Sequence[int]], None]

_listeners: list[Listener] = []


def register_change_listener(listener: Listener) -> None:
    """Have `listener(kind, pks)` called for every change of records. It must be quick, and must not raise.

    A listener registered again is called once all the same.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(kind: str, pks: Sequence[int]) -> None:
    """Tell every listener that records were added, changed, published, withdrawn or deleted."""
    for listener in _listeners:
        listener(kind, pks)
