"""What can go wrong with submissions, as sentences that the person concerned reads."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bluestem.ui.api import clock


class NotNow(ValidationError):
    """The submission is in a state in which this cannot be done."""


class HeldByAnother(ValidationError):
    """Another editor is reviewing the submission. `who` and `until` (aware) say it."""

    def __init__(self, *, who: str, until: datetime) -> None:
        self.who, self.until = who, until
        super().__init__(
            _("%(name)s is reviewing this, until %(time)s at the latest. Wait, or take it over and say why.")
            % {"name": who, "time": clock(until)}
        )


class Incomplete(ValidationError):
    """A submission has fields that are missing or wrong. `fields` maps their names to sentences."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.fields = fields
        super().__init__(_("Some answers are missing or wrong. Each says what to do."))
