from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    UNKNOWN = "unknown", _("Not visited yet")
    GOOD = "good", _("Works")
    FAILING = "failing", _("Failed, will be tried again")
    BROKEN = "broken", _("Broken")


class Trouble(models.TextChoices):
    """What came of a visit that brought no page."""

    GONE = "gone", _("There is no such page any more.")
    ERROR = "error", _("The other site answers with an error.")
    UNREACHABLE = "unreachable", _("The other site cannot be reached.")
    SLOW = "slow", _("The other site does not answer in time.")
    FORBIDDEN = "forbidden", _("The address does not lead to the public internet.")
