"""What the network offers to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.network.models import NetworkMembership, OrganisationMembership
from bluestem.privacy.api import PersonalData, register_personal_data

for model in (OrganisationMembership, NetworkMembership):
    register_personal_data(
        PersonalData(
            model=model,
            purpose=_("To know what you may do for an organisation or for the network."),
            legal_basis="6(1)(b)",
            retention=_("Until the membership ends or you delete your account."),
            person="person",
            fields=("person", "role", "since"),
        )
    )
