"""What the ledger offers to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.ledger.models import LedgerEntry
from bluestem.privacy.api import PersonalData, register_personal_data

register_personal_data(
    PersonalData(
        model=LedgerEntry,
        purpose=_("To count what happened in programmes; your name is taken off when you delete your account."),
        legal_basis="6(1)(f)",
        retention=_("The line stays; the link to you ends with your account."),
        person="actor",
        fields=("actor", "actor_role"),
    )
)
