"""What other rooms may use of the network."""

from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole
from bluestem.network.groups import follow_roles, secretariat_group
from bluestem.network.managers import managed_organisations, managers_of
from bluestem.network.models import COUNTRY_CHOICES, CountryProfile, Organisation
from bluestem.network.panels import OrganisationPanelContext
from bluestem.network.queries import country_profile, memberships_of
from bluestem.network.record_type import ORGANISATION_KIND
from bluestem.network.services import appoint, join_organisation, save_country_profile, save_organisation

__all__ = [
    "COUNTRY_CHOICES",
    "ORGANISATION_KIND",
    "CountryProfile",
    "NetworkRole",
    "Organisation",
    "OrganisationKind",
    "OrganisationPanelContext",
    "OrganisationRole",
    "appoint",
    "country_profile",
    "follow_roles",
    "join_organisation",
    "managed_organisations",
    "managers_of",
    "memberships_of",
    "save_country_profile",
    "save_organisation",
    "secretariat_group",
]
