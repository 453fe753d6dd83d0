"""What programmes offer to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import choice_labels, latest_panel, records_changed, register
from bluestem.following.api import register_belonging
from bluestem.importing.api import register_importer
from bluestem.network.api import register_merge_part
from bluestem.programmes.choices import Audience
from bluestem.programmes.importers import PROGRAMMES
from bluestem.programmes.models import Funder, Partner, Programme
from bluestem.programmes.panels import ORGANISATION_PANEL
from bluestem.programmes.parts import sheets_changed
from bluestem.programmes.record_type import PROGRAMME
from bluestem.programmes.submissions import PROGRAMME_SUBMITTABLE
from bluestem.publishing.api import register_submittable
from bluestem.ui.api import MenuEntry, register_filter, register_menu, register_panel

register(PROGRAMME)
register_submittable(PROGRAMME_SUBMITTABLE)
register_belonging("programme", lambda programme: [("organisation", programme.organisation_id)])
register_panel(latest_panel("programme", order=10))
register_importer(PROGRAMMES)
register_menu(MenuEntry(label=_("Programmes"), url_name="catalogue:programme_list", order=10, section="main"))
register_panel(ORGANISATION_PANEL)
register_filter("audience_names", lambda codes: list(choice_labels(Audience)(codes).values()))
register_merge_part(Programme, "organisation", lambda pks: records_changed(kind="programme", pks=pks))
for part in (Partner, Funder):
    register_merge_part(part, "organisation", sheets_changed(part))
