"""What the portal offers to every page."""

from django.utils.translation import gettext_lazy as _

from bluestem.following.api import register_site_search
from bluestem.interfaces.api import register_sitemap_pages
from bluestem.portal.sitemap import public_pages
from bluestem.ui.api import MenuEntry, register_menu

register_menu(MenuEntry(label=_("Countries"), url_name="portal:countries", order=30, section="main"))
register_menu(MenuEntry(label=_("Search"), url_name="portal:search", order=10, section="search"))
register_menu(MenuEntry(label=_("My space"), url_name="portal:space", order=10, section="account", icon="user"))
register_menu(MenuEntry(label=_("Countries"), url_name="portal:countries", order=10, section="network"))
register_menu(MenuEntry(label=_("Feeds and files"), url_name="portal:open_data", order=10, section="data"))
register_menu(MenuEntry(label=_("How evidence levels are given"), url_name="portal:evidence", order=10, section="help"))
register_site_search(page="portal:search", feed="portal:search_feed")
register_sitemap_pages(public_pages)
