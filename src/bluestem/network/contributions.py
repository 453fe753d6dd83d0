"""What the network offers to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import latest_panel, register
from bluestem.importing.api import register_importer
from bluestem.network.importers import ORGANISATIONS
from bluestem.network.managers import deciding_people
from bluestem.network.models import NetworkMembership, OrganisationMembership
from bluestem.network.record_type import ORGANISATION
from bluestem.network.submissions import ORGANISATION_SUBMITTABLE
from bluestem.privacy.api import PersonalData, register_personal_data
from bluestem.publishing.api import register_secretariat, register_submittable
from bluestem.ui.api import MenuEntry, register_menu, register_panel

register(ORGANISATION)
register_submittable(ORGANISATION_SUBMITTABLE)
register_secretariat(deciding_people)
register_panel(latest_panel("organisation", order=30))
register_importer(ORGANISATIONS)
register_menu(MenuEntry(label=_("Organisations"), url_name="catalogue:organisation_list", order=40, section="main"))
register_menu(MenuEntry(label=_("Organisations"), url_name="catalogue:organisation_list", order=20, section="network"))
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
