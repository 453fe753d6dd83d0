"""Codes that are stored."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The kind of notice that tells of a webhook switched off
NOTICE = "interfaces.webhook_off"


class Event(TextChoices):
    """What became of a record in the eyes of the public."""

    PUBLISHED = "published", _("Published")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Scope(TextChoices):
    """What the holder of an access token may do beyond what everyone may."""

    WRITE_SUBMISSIONS = "submissions:write", _("Send and change submissions")
    READ_SUBMISSIONS = "submissions:read", _("Read my submissions")


class Delivery(TextChoices):
    """Where a message to a subscriber stands."""

    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")
