"""What other rooms may use of following."""

from bluestem.following.belonging import register_belonging
from bluestem.following.choices import Pace
from bluestem.following.searches import SavedSearch, register_site_search
from bluestem.following.services import follow_record, follow_search

__all__ = [
    "Pace",
    "SavedSearch",
    "follow_record",
    "follow_search",
    "register_belonging",
    "register_site_search",
]
