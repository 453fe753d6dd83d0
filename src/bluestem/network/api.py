"""What other rooms may use of the network."""

from bluestem.network.appointments import appoint, end_appointment
from bluestem.network.choices import NetworkRole, OrganisationKind, OrganisationRole
from bluestem.network.groups import follow_roles, secretariat_group
from bluestem.network.managers import managed_organisations, managers_of
from bluestem.network.memberships import end_membership, join_organisation
from bluestem.network.merging import register_merge_part
from bluestem.network.models import COUNTRY_CHOICES, CountryProfile, Organisation
from bluestem.network.panels import OrganisationPanelContext
from bluestem.network.permissions import Permission, Risk, Role, register_permission
from bluestem.network.queries import country_profile, memberships_of, standing_of
from bluestem.network.record_type import ORGANISATION_KIND
from bluestem.network.rules import Standing, is_manager
from bluestem.network.services import save_country_profile, save_organisation

__all__ = [
    "COUNTRY_CHOICES",
    "ORGANISATION_KIND",
    "CountryProfile",
    "NetworkRole",
    "Organisation",
    "OrganisationKind",
    "OrganisationPanelContext",
    "OrganisationRole",
    "Permission",
    "Risk",
    "Role",
    "Standing",
    "appoint",
    "country_profile",
    "end_appointment",
    "end_membership",
    "follow_roles",
    "is_manager",
    "join_organisation",
    "managed_organisations",
    "managers_of",
    "memberships_of",
    "register_merge_part",
    "register_permission",
    "save_country_profile",
    "save_organisation",
    "secretariat_group",
    "standing_of",
]
