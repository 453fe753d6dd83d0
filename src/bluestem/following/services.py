"""Following and no longer following. Everybody decides about their own only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.catalogue.api import registry
from bluestem.following.choices import Pace, Target
from bluestem.following.errors import CannotFollow
from bluestem.following.models import ChangeNote, Follow, Progress
from bluestem.following.searches import SavedSearch
from bluestem.kit.text import clean_line
from bluestem.messaging.api import Frequency, next_due, reschedule_source

MOST = 500  # things that one person follows


@transaction.atomic
def follow_search(*, actor: User, search: SavedSearch, pace: Pace, now: datetime, title: str = "") -> Follow:
    """Have a person hear of what is newly published in a search; the same search again changes name and pace.

    Args: title is the person's own name for it, else its words and filters. Gives the follow. Raises CannotFollow for
    a search that this site does not have, ValidationError at too many.
    """
    if search.state() is None:
        raise CannotFollow(search.kind)
    told = {"title": _line(title) or search.title(), "pace": pace, "is_paused": False}
    found = {"person": actor, "target": Target.SEARCH, "search_key": search.key}
    first = {**told, "kind": search.kind, "query": search.query, "language": search.language}
    return _follow(found, told, first, now)


@transaction.atomic
def follow_record(*, actor: User, kind: str, pk: int, pace: Pace, now: datetime, title: str = "") -> Follow:
    """Have a person hear of changes of a record; the same record again changes name and pace.

    Gives the follow. Raises CannotFollow for a record that is not public, ValidationError at too many.
    """
    record = registry[kind].public().filter(pk=pk).first() if kind in registry else None
    if record is None:
        raise CannotFollow(kind)
    told = {"title": _line(title) or _line(registry[kind].title(record)), "pace": pace, "is_paused": False}
    return _follow({"person": actor, "target": Target.RECORD, "kind": kind, "record_id": pk}, told, told, now)


@transaction.atomic
def change_follow(*, actor: User, follow: Follow, title: str, pace: Pace, is_paused: bool, now: datetime) -> None:
    """Rename, set how often, pause or go on. While it is paused nothing is collected.

    Raises PermissionDenied for another's, ValidationError for an empty name.
    """
    _require_own(actor, follow)
    follow.title, follow.pace = _line(title), pace
    if follow.is_paused and not is_paused:
        follow.after = _newest_note()
    follow.is_paused = is_paused
    follow.full_clean()
    follow.save()
    due = None if is_paused else next_due(Frequency(pace), zone=actor.time_zone, now=now)
    reschedule_source(stop=stop_target(follow), due_at=due)


@transaction.atomic
def end_follow(*, actor: User, follow: Follow) -> None:
    """Stop following. What waits to be mailed is not mailed. Raises PermissionDenied for another's."""
    _require_own(actor, follow)
    reschedule_source(stop=stop_target(follow), due_at=None)
    follow.delete()


def stop_target(follow: Follow) -> str:
    """Give the target of the link that ends this follow."""
    return f"follow:{follow.uuid}"


def _follow(found: dict[str, Any], told: dict[str, Any], first: dict[str, Any], now: datetime) -> Follow:
    if known := Follow.objects.filter(**found).first():
        Follow.objects.filter(pk=known.pk).update(**told)
        known.refresh_from_db()
        return known
    if Follow.objects.filter(person=found["person"]).count() >= MOST:
        too_many = _("You follow %(count)s things, which is the most. Stop following some first.")
        raise ValidationError(too_many % {"count": MOST})
    follow, _new = Follow.objects.get_or_create(**found, defaults={**first, "created_at": now, "after": _newest_note()})
    return follow


def _newest_note() -> int:
    """Give the number of the newest change: what comes after it is news."""
    newest = ChangeNote.objects.aggregate(newest=Max("pk"))["newest"]
    done = Progress.objects.values_list("last_note", flat=True).first()
    return max(newest or 0, done or 0)


def _require_own(actor: User, follow: Follow) -> None:
    if follow.person_id != actor.pk:
        raise PermissionDenied("This is followed by somebody else.")


def _line(text: str) -> str:
    return clean_line(text, 200)
