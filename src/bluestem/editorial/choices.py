from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where a link to a page stands on every page of the site, beside the links inside texts."""

    NOWHERE = "", _("Nowhere, only where texts link to it")
    MENU = "main", _("In the menu at the top")
    NETWORK = "network", _("At the foot of each page, under the network")
    HELP = "help", _("At the foot of each page, under help")
