"""What the catalogue offers to other rooms: what templates of records need."""

from django.conf import settings
from django.utils.translation import get_language

from bluestem.catalogue.search import Marker
from bluestem.ui.api import register_global

register_global("unmarked", Marker(()))
register_global("origin", settings.ORIGIN)
register_global("page_language", get_language)
