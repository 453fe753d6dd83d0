"""Addresses for new records."""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import slugify

from bluestem.kit.text import fold

LENGTH = 100


def free_slug(model: type[Model], text: str) -> str:
    """Give a slug made of the text that no record of the model has: `stem-school`, else `stem-school-2` and so on."""
    base = slugify(fold(text))[:LENGTH].strip("-") or "record"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))  # noqa: SLF001
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
