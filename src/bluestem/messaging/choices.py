from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often a person wants to hear of something by mail. Their list of notices has everything all the same."""

    AT_ONCE = "once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("No mail")


class MailState(models.TextChoices):
    """Where a mail is on its way. What each means for a crash is told in `delivering`."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    HANDED_OVER = "handed", _("Being handed over")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the receiver’s server")
    GIVEN_UP = "given_up", _("Given up: the mail server could not be reached for days")
    UNCERTAIN = "uncertain", _("Perhaps sent: the connection broke at the last moment")
    DROPPED = "dropped", _("Not sent: nobody may receive it any more")
