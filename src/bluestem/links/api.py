"""What other rooms may use of links."""

from bluestem.links.queries import BrokenLink, Place, broken_links_of

__all__ = ["BrokenLink", "Place", "broken_links_of"]
