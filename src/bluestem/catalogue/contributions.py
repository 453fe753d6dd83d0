"""What the catalogue offers to other rooms: what templates of records need, and the sweep of the index."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.indexing import apply_changes, topics_changed
from bluestem.catalogue.models import Revision
from bluestem.catalogue.search import Marker
from bluestem.kit.periodic import register_periodic
from bluestem.privacy.api import Erasure, PersonalData, register_personal_data
from bluestem.ui.api import register_global
from bluestem.vocabularies.api import on_topics_changed

register_global("unmarked", Marker(()))
register_global("origin", settings.ORIGIN)
register_global("page_language", get_language)
register_periodic("catalogue.apply_changes", 1, apply_changes)
on_topics_changed(topics_changed)
register_personal_data(
    PersonalData(
        model=Revision,
        purpose=_("To know who changed a record of the network, when and why."),
        legal_basis="6(1)(f)",
        retention=_("As long as the record exists; without your name once you delete your account."),
        person="saved_by",
        fields=("saved_by",),
        erasure=Erasure.DETACH,
    )
)
