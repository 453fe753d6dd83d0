from django.db import models
from django.utils.translation import gettext_lazy as _


class Species(models.TextChoices):
    """The plants that stand for strands in drawings."""

    GRASS = "grass", _("Grass")
    FERN = "fern", _("Fern")
    ALGA = "alga", _("Alga")
    HORSETAIL = "horsetail", _("Horsetail")
    SPIRAL = "spiral", _("Spiral")
    UMBEL = "umbel", _("Umbel")
