"""Template filters that rooms contribute, such as the name of a country from its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_filters: dict[str, Callable[..., Any]] = {}


def register_filter(name: str, function: Callable[..., Any]) -> None:
    """Make a function a filter of every template; raise ValueError if the name is taken."""
    if name in _filters:
        raise ValueError(f"The template filter {name} is registered twice.")
    _filters[name] = function


def contributed_filters() -> dict[str, Callable[..., Any]]:
    return dict(_filters)
