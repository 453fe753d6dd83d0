"""What privacy itself keeps, and where readers find what it says."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.kit.periodic import register_periodic
from bluestem.privacy.erasing import forget_expired
from bluestem.privacy.models import Look
from bluestem.privacy.registry import Erasure, PersonalData, register_personal_data
from bluestem.ui.api import MenuEntry, register_menu

TWO_YEARS = timedelta(days=730)


def old_looks(now: datetime) -> QuerySet[Look]:
    return Look.objects.filter(at__lt=now - TWO_YEARS)


register_personal_data(
    PersonalData(
        model=Look,
        purpose=_("To find out who looked at the data of others, if somebody should not have."),
        legal_basis="6(1)(f)",
        retention=_("Two years; the links to you end with your account."),
        person="about",
        further=("actor",),
        fields=("about",),
        erasure=Erasure.DETACH,
        expired=old_looks,
    )
)
register_periodic("privacy: forget what is too old", 3600, lambda: forget_expired(now=timezone.now()))
register_menu(MenuEntry(label=_("Privacy"), url_name="privacy:notice", order=80, section="help"))
register_menu(MenuEntry(label=_("Accessibility"), url_name="privacy:accessibility", order=90, section="help"))
