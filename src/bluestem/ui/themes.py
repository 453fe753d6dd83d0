"""Light, dark or as the system says: the reader's choice, kept in one cookie that is only set when asked for."""

from __future__ import annotations

from django.http import HttpRequest

THEMES = ("light", "dark")
COOKIE = "theme"
ONE_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str | None:
    """Give the chosen theme, or None to follow the system."""
    chosen = request.COOKIES.get(COOKIE)
    return chosen if chosen in THEMES else None
