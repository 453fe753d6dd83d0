"""What other rooms may use of interfaces."""

from bluestem.interfaces.sitemaps import register_sitemap_pages

__all__ = ["register_sitemap_pages"]
