"""Ending one follow by a link in its mails."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from bluestem.following.models import Follow
from bluestem.following.services import end_follow
from bluestem.messaging.api import Stop


def describe_follow(argument: str) -> str | None:
    """Give in words what ends for the uuid of a follow, None when it has ended."""
    follow = Follow.objects.filter(uuid=argument).first()
    return _("You no longer follow: %(title)s") % {"title": follow.title} if follow else None


def stop_follow(argument: str, _now: datetime) -> None:
    """End a follow by its uuid; the signed link stands for its owner."""
    if follow := Follow.objects.filter(uuid=argument).select_related("person").first():
        end_follow(actor=follow.person, follow=follow)


FOLLOW = Stop(name="follow", describe=describe_follow, stop=stop_follow)
