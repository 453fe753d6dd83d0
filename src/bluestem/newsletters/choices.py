from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far an issue is."""

    WRITING = "writing", _("Being written")
    SCHEDULED = "scheduled", _("Will be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
