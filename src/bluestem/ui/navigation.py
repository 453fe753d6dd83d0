"""What stands in the header and the footer: entries that rooms register, resolved for one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from bluestem.ui.addresses import address

Text = str | Promise


def everyone(user: Any) -> bool:
    """The rule of an entry that anybody may see."""
    return True


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A link that a room offers to every page.

    label: the words, lazily translated.
    url_name: name of an address without arguments, such as `catalogue:programmes`.
    order: smaller stands further to the front; leave gaps.
    section: `main` (header), `search` (the magnifier in the header; one entry), `account` (menu of whoever
        is signed in), `settings` (side of a person's settings) or the name of a footer section.
    icon: name of an icon, used in the account menu.
    method: `post` makes the entry a small form, for what changes something, such as signing out.
    visible: rule on the person of the request; only asked in the sections `account` and `settings`, so that pages
        for readers who are not signed in stay the same for all of them.
    """

    label: Text
    url_name: str
    order: int
    section: str = "main"
    icon: str | None = None
    method: Literal["get", "post"] = "get"
    visible: Callable[[Any], bool] = everyone


@dataclass(frozen=True, kw_only=True)
class FooterSection:
    """A column of the footer: its key, heading and place. A section without entries is not shown."""

    name: str
    label: Text
    order: int


@dataclass(frozen=True)
class Link:
    """A menu entry with its address, ready to be shown. `current`: the page is this one or lies below it."""

    label: Text
    address: str
    current: bool = False
    icon: str | None = None
    method: str = "get"


Source = Callable[[str], Iterable[tuple[int, Text, str]]]


class Menu:
    """The entries and footer sections of a site, in the order they ask for."""

    def __init__(self) -> None:
        self._entries: list[MenuEntry] = []
        self._sections: list[FooterSection] = []
        self._sources: list[Source] = []

    def register(self, entry: MenuEntry) -> None:
        """Add an entry to its section; raise ValueError if the section already has that address."""
        if any((known.section, known.url_name) == (entry.section, entry.url_name) for known in self._entries):
            raise ValueError(f"{entry.url_name} is registered twice in the menu section {entry.section}.")
        self._entries.append(entry)

    def register_section(self, section: FooterSection) -> None:
        """Add a column to the footer; raise ValueError if its name is taken."""
        if any(known.name == section.name for known in self._sections):
            raise ValueError(f"The footer section {section.name} is registered twice.")
        self._sections.append(section)

    def register_source(self, source: Source) -> None:
        """Add links that are only known while the site runs, such as pages that editors write.

        source: takes the name of a section and gives its links as order, words and path, in the active language. It is
        asked for every page, so it must remember its answer.
        """
        self._sources.append(source)

    def entries(self) -> list[MenuEntry]:
        """Give every registered entry, in order."""
        return sorted(self._entries, key=lambda entry: entry.order)

    def links(self, section: str, path: str, user: Any = None) -> list[Link]:
        """Give the links of one section for the page at `path`.

        Entries whose address this site does not serve are left out; the check `ui.E001` names them at start.
        """
        found = []
        for entry in self.entries():
            if entry.section == section and entry.visible(user):
                address = address_of(entry)
                if address:
                    current = _lies_below(path, address)
                    found.append((entry.order, Link(entry.label, address, current, entry.icon, entry.method)))
        for source in self._sources:
            written = source(section)
            found += [(order, Link(words, address, _lies_below(path, address))) for order, words, address in written]
        return [link for _order, link in sorted(found, key=lambda pair: pair[0])]

    def footer(self, path: str) -> list[tuple[Text, list[Link]]]:
        """Give heading and links of each footer section that has any."""
        ordered = sorted(self._sections, key=lambda section: section.order)
        columns = ((section.label, self.links(section.name, path)) for section in ordered)
        return [(label, found) for label, found in columns if found]


site_menu = Menu()
register_menu = site_menu.register
register_menu_source = site_menu.register_source
register_footer_section = site_menu.register_section
menu_links = site_menu.links


def address_of(entry: MenuEntry) -> str | None:
    """Give the entry's path in the active language, or None where no such address is served."""
    try:
        return address(entry.url_name)
    except NoReverseMatch:
        return None


def _lies_below(path: str, address: str) -> bool:
    # A home page has every other page below it, so it is only current when it is the page itself.
    return path == address or (address.count("/") > 1 and not _is_home(address) and path.startswith(address))


def _is_home(address: str) -> bool:
    return address.strip("/") in dict(settings.LANGUAGES)
