"""What other rooms may use of editorial pages."""

from bluestem.editorial.models import EditorialPage, HomePage, PublishedPage, home_slug
from bluestem.editorial.moderation import prepare_moderation
from bluestem.editorial.queries import chosen_records, home_page
from bluestem.editorial.services import prepare_page_tree, publish_home, publish_page

__all__ = [
    "EditorialPage",
    "HomePage",
    "PublishedPage",
    "chosen_records",
    "home_page",
    "home_slug",
    "prepare_moderation",
    "prepare_page_tree",
    "publish_home",
    "publish_page",
]
