from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What was done to a record when a revision of it was kept."""

    BEFORE = "before", _("as it was before")
    ADDED = "added", _("added")
    SAVED = "saved", _("changed")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ARCHIVED = "archived", _("archived")
    CONFIRMED = "confirmed", _("confirmed")
