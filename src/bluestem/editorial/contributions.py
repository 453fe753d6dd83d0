"""What editorial pages offer to other rooms."""

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import register
from bluestem.editorial.hearing import listen
from bluestem.editorial.models import EditorialPage, HomePage
from bluestem.editorial.pictures import sources_of
from bluestem.editorial.queries import chosen_records, placed_links
from bluestem.editorial.record_type import PAGE_TYPE
from bluestem.editorial.text import formatted
from bluestem.privacy.api import Erasure, PersonalData, register_personal_data
from bluestem.ui.api import register_filter, register_global, register_menu_source

register(PAGE_TYPE)
register_filter("formatted", formatted)
register_filter("picture_sources", sources_of)
register_global("chosen_records", chosen_records)
register_menu_source(placed_links)
listen()
for model in (HomePage, EditorialPage):
    register_personal_data(
        PersonalData(
            model=model,
            purpose=_("To know who began a page and who has locked it while writing."),
            legal_basis="6(1)(f)",
            retention=_("As long as the page exists; without your name once you delete your account."),
            person="owner",
            fields=("owner", "locked_by"),
            erasure=Erasure.DETACH,
        )
    )
