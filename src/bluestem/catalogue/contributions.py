"""What the catalogue offers to other rooms: what templates of records need, and the sweep of the index."""

from django.conf import settings
from django.utils.translation import get_language

from bluestem.catalogue.indexing import apply_changes
from bluestem.catalogue.search import Marker
from bluestem.kit.periodic import register_periodic
from bluestem.ui.api import register_global

register_global("unmarked", Marker(()))
register_global("origin", settings.ORIGIN)
register_global("page_language", get_language)
register_periodic("catalogue.apply_changes", 1, apply_changes)
