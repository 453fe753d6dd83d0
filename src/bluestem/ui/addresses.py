"""Addresses of pages, remembered: a list page asks for a hundred, and they do not change while the site runs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

SLUG_PLACE = "the-place-of-a-slug"


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the path of a named address in the active language; raise NoReverseMatch if there is none."""
    return _address(get_language(), name, args, tuple(kwargs.items()))


def slug_address(name: str, slug: str) -> str:
    """Give the path of a named address whose only argument is a slug, in the active language."""
    before, after = _around_slug(get_language(), name)
    return f"{before}{slug}{after}"


def addresses_by_language(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, str]:
    """Give the path of a named address in each of the site's languages; nothing where they are not all different."""
    return dict(_in_every_language(name, args, tuple(kwargs.items())))


@lru_cache(maxsize=4096)
def _address(language: str | None, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


@lru_cache(maxsize=256)
def _around_slug(language: str | None, name: str) -> tuple[str, str]:
    before, _place, after = reverse(name, args=[SLUG_PLACE]).partition(SLUG_PLACE)
    return before, after


@lru_cache(maxsize=1024)
def _in_every_language(
    name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]
) -> tuple[tuple[str, str], ...]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            try:
                found[code] = reverse(name, args=args, kwargs=dict(kwargs))
            except NoReverseMatch:
                return ()
    return tuple(found.items()) if len(set(found.values())) == len(found) else ()
