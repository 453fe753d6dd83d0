"""Wagtail publishes pages in many ways (the form, moderation, the schedule); all of them end in these announcements.

These are announcements of what a person did to a page, not of a row being saved.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail import signals

from bluestem.editorial.models import EditorialPage, HomePage
from bluestem.editorial.services import note_change, note_publishing, note_tree_change


def listen() -> None:
    """Have pages published, moved and taken back bring search, feeds, menus and finished pages up to date."""
    for announcement in (signals.page_published, signals.page_unpublished):
        announcement.connect(_changed, dispatch_uid="editorial.changed")
    for announcement in (signals.page_slug_changed, signals.post_page_move):
        announcement.connect(_moved, dispatch_uid="editorial.moved")


def _changed(instance: Any, **_about: Any) -> None:
    page = instance.specific
    if isinstance(page, EditorialPage):
        note_publishing(translation_key=page.translation_key, now=timezone.now())
    elif isinstance(page, HomePage):
        note_change()


def _moved(instance: Any, **_about: Any) -> None:
    note_tree_change(page=instance, now=timezone.now())
