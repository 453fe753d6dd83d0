"""What the library offers to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import latest_panel, records_changed, register
from bluestem.following.api import register_belonging
from bluestem.ledger.api import Recount, Verb, register_recount, register_verb
from bluestem.library.models import Publication
from bluestem.library.panels import DOWNLOADS_FIGURE, ORGANISATION_PANEL, PROGRAMME_PANEL
from bluestem.library.queries import downloads_by_publication, owners_of
from bluestem.library.record_type import PUBLICATION
from bluestem.library.submissions import PUBLICATION_SUBMITTABLE
from bluestem.network.api import register_merge_part
from bluestem.publishing.api import register_submittable
from bluestem.ui.api import MenuEntry, register_menu, register_panel

register(PUBLICATION)
register_submittable(PUBLICATION_SUBMITTABLE)
register_belonging("publication", owners_of)
register_panel(latest_panel("publication", order=20))
register_menu(MenuEntry(label=_("Publications"), url_name="catalogue:publication_list", order=20, section="main"))
register_verb(
    Verb(
        name="library.downloaded",
        label=_("downloaded"),
        unit="times",
        iri="http://id.tincanapi.com/verb/downloaded",
    )
)
register_recount(Recount(verb="library.downloaded", kind="publication", count=downloads_by_publication))
register_panel(ORGANISATION_PANEL)
register_panel(PROGRAMME_PANEL)
register_panel(DOWNLOADS_FIGURE)
register_merge_part(Publication, "organisation", lambda pks: records_changed(kind="publication", pks=pks))
