"""What other rooms may use of the network."""

from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole
from bluestem.network.models import COUNTRY_CHOICES, CountryProfile, Organisation

__all__ = [
    "COUNTRY_CHOICES",
    "CountryProfile",
    "NetworkRole",
    "Organisation",
    "OrganisationKind",
    "OrganisationRole",
]
