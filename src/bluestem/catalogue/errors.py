"""What can go wrong with records, as exceptions that tell enough to explain it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from bluestem.ui.api import clock, short_date


class ChangedMeanwhile(ValidationError):
    """Somebody else saved the same thing after it was opened. `who` (a name, or empty) and `when` say it."""

    def __init__(self, *, who: str, when: datetime) -> None:
        self.who, self.when = who, when
        moment = {"day": short_date(when), "time": clock(when), "name": who or _("Someone")}
        super().__init__(
            _(
                "%(name)s saved this on %(day)s at %(time)s, after you opened it. "
                "Your text is still here. Look at both versions, then save again."
            )
            % moment
        )
