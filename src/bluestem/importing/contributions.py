"""What importing offers to other rooms."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.importing.models import ImportRun
from bluestem.importing.services import forget_old_imports
from bluestem.kit.periodic import register_periodic
from bluestem.privacy.api import Erasure, PersonalData, register_personal_data

register_personal_data(
    PersonalData(
        model=ImportRun,
        purpose=_("To know who imported which table."),
        legal_basis="6(1)(f)",
        retention=_("Half a year after the import."),
        person="person",
        fields=("person",),
        erasure=Erasure.DETACH,
    )
)
register_periodic("importing.forget", 86_400, lambda: forget_old_imports(now=timezone.now()))
