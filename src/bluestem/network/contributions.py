"""What the network offers to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.accounts.api import register_second_factor_rule
from bluestem.catalogue.api import latest_panel, register
from bluestem.importing.api import register_importer
from bluestem.messaging.api import register_mail
from bluestem.network.expiry import decided_long_ago, ended_long_ago, invitations_long_ended
from bluestem.network.granting import PERMISSIONS, role_needs_second_factor
from bluestem.network.importers import ORGANISATIONS
from bluestem.network.letters import MAILS
from bluestem.network.managers import deciding_people
from bluestem.network.merging import register_merge_part
from bluestem.network.models import (
    CountryProfile,
    Invitation,
    MembershipRequest,
    Merge,
    NetworkMembership,
    OrganisationMembership,
)
from bluestem.network.panels import waiting_panel
from bluestem.network.permissions import register_permission
from bluestem.network.record_type import ORGANISATION
from bluestem.network.submissions import ORGANISATION_SUBMITTABLE
from bluestem.privacy.api import Erasure, PersonalData, register_personal_data
from bluestem.publishing.api import register_secretariat, register_submittable
from bluestem.ui.api import MenuEntry, Panel, register_menu, register_panel

register(ORGANISATION)
register_submittable(ORGANISATION_SUBMITTABLE)
register_secretariat(deciding_people)
register_panel(latest_panel("organisation", order=30))
register_importer(ORGANISATIONS)
register_menu(MenuEntry(label=_("Organisations"), url_name="catalogue:organisation_list", order=40, section="main"))
register_menu(MenuEntry(label=_("Organisations"), url_name="catalogue:organisation_list", order=20, section="network"))
register_menu(MenuEntry(label=_("Organisations"), url_name="network:memberships", order=30, section="settings"))
register_panel(Panel(name="memberships", slot="space", order=10, render=waiting_panel))
register_second_factor_rule(role_needs_second_factor)
for part in (OrganisationMembership, MembershipRequest, Invitation):
    register_merge_part(part, "organisation")
register_merge_part(CountryProfile, "national_contact")
for permission in PERMISSIONS:
    register_permission(permission)
for mail in MAILS:
    register_mail(mail)
for model in (OrganisationMembership, NetworkMembership):
    register_personal_data(
        PersonalData(
            model=model,
            purpose=_("To know what you may do for an organisation or for the network."),
            legal_basis="6(1)(b)",
            retention=_("Two years after the membership ends, or until you delete your account."),
            person="person",
            fields=("person", "role", "since", "ended_at"),
            expired=ended_long_ago(model),
        )
    )
register_personal_data(
    PersonalData(
        model=MembershipRequest,
        purpose=_("To let an organisation decide who belongs to it."),
        legal_basis="6(1)(b)",
        retention=_("A year after the answer."),
        person="person",
        fields=("person", "words", "decided_by"),
        further=("decided_by",),
        expired=decided_long_ago,
    )
)
register_personal_data(
    PersonalData(
        model=Invitation,
        purpose=_("To let only the person who was invited accept an invitation."),
        legal_basis="6(1)(f)",
        retention=_("A month after the invitation ends."),
        person="accepted_by",
        fields=("address", "accepted_by", "invited_by"),
        further=("invited_by",),
        address_fields=("address",),
        secret_fields=("token_hash",),
        expired=invitations_long_ended,
    )
)
register_personal_data(
    PersonalData(
        model=Merge,
        purpose=_("To know who put records together, and to be able to separate them."),
        legal_basis="6(1)(f)",
        retention=_("As long as the records exist."),
        person="merged_by",
        fields=("merged_by", "undone_by"),
        erasure=Erasure.DETACH,
        further=("undone_by",),
    )
)
