from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    """What somebody follows."""

    SEARCH = "search", _("A search")
    RECORD = "record", _("A record")


class Pace(models.TextChoices):
    """How often a person hears of one thing they follow by mail; the values are those of messaging's frequencies."""

    AT_ONCE = "once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("No mail, feed only")
