"""Filters and globals of templates that rooms contribute, such as the name of a country from its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_filters: dict[str, Callable[..., Any]] = {}
_globals: dict[str, Any] = {}


def register_filter(name: str, function: Callable[..., Any]) -> None:
    """Make a function a filter of every template; raise ValueError if the name is taken."""
    if name in _filters:
        raise ValueError(f"The template filter {name} is registered twice.")
    _filters[name] = function


def contributed_filters() -> dict[str, Callable[..., Any]]:
    return dict(_filters)


def register_global(name: str, value: Any) -> None:
    """Make a value known to every template; raise ValueError if the name is taken."""
    if name in _globals:
        raise ValueError(f"The template global {name} is registered twice.")
    _globals[name] = value


def contributed_globals() -> dict[str, Any]:
    return dict(_globals)
