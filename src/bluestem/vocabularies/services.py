"""What the secretariat does to topics: words, order, plant, retiring. Codes stay, nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.kit.text import clean_line
from bluestem.vocabularies.models import Topic
from bluestem.vocabularies.topics import TOPICS, forget_topics, topics

LONGEST = 60


class Actor(Protocol):
    """Whoever acts; accounts are no lower room than this one."""

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


_listeners: list[Callable[[], None]] = []


def on_topics_changed(listener: Callable[[], None]) -> None:
    """Have a function called within the transaction in which topics change, such as to bring the index up to date."""
    _listeners.append(listener)


@transaction.atomic
def save_topic(*, topic: Topic, actor: Actor) -> Topic:
    """Check and store words, place and plant of a topic.

    Raises PermissionDenied, or ValidationError when a new topic has no English words or its code is taken.
    """
    _require_editor(actor)
    words = {language: clean_line(label, LONGEST) for language, label in topic.labels.items()}
    topic.labels = {language: label for language, label in words.items() if label}
    if topic.code not in TOPICS and not topic.labels.get("en"):
        raise ValidationError({"code": _("A topic of your own needs words in English.")})
    _keep_code(topic)
    topic.full_clean()
    topic.save()
    _changed()
    return topic


@transaction.atomic
def retire_topic(*, topic: Topic, successor: str, actor: Actor, now: datetime) -> Topic:
    """Offer a topic no longer. Records that have it count under `successor` from now on; empty leaves them as they are.

    Raises PermissionDenied, or ValidationError when the successor is unknown, retired, or the topic itself.
    """
    _require_editor(actor)
    known = topics().get(successor)
    if successor and (known is None or known.is_retired or successor == topic.code):
        raise ValidationError({"successor": _("Choose a topic that is in use.")})
    topic.successor, topic.retired_at = successor, topic.retired_at or now
    return save_topic(topic=topic, actor=actor)


@transaction.atomic
def bring_back_topic(*, topic: Topic, actor: Actor) -> Topic:
    """Offer a retired topic again, for itself. Raises PermissionDenied."""
    topic.successor, topic.retired_at = "", None
    return save_topic(topic=topic, actor=actor)


def _keep_code(topic: Topic) -> None:
    stored = Topic.objects.filter(pk=topic.pk).values_list("code", flat=True).first() if topic.pk else None
    if stored and stored != topic.code:
        raise ValidationError({"code": _("The code of a topic stays: records and addresses hold it.")})


def _require_editor(actor: Actor) -> None:
    if not actor.has_perm("vocabularies.change_topic"):
        raise PermissionDenied(f"{actor} may not change topics.")


def _changed() -> None:
    transaction.on_commit(forget_topics)
    for listener in _listeners:
        listener()
