"""What can go wrong with tokens and subscribers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NoSuchToken(Exception):
    """The key is not one of ours, or has expired, or was revoked, or its person may no longer sign in."""


class ScopeMissing(Exception):
    """The key is good, but not for this. `scope` names what it lacks."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope


class TooMany(ValidationError):
    """A person has as many of these as one person may have."""

    def __init__(self, most: int) -> None:
        super().__init__(_("You have %(most)s of these already. Remove one first.") % {"most": most})
