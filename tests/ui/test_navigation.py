"""Menus: in order, without dead links, each entry once."""

from __future__ import annotations

import pytest

from bluestem.ui.checks import menu_addresses
from bluestem.ui.navigation import FooterSection, Menu, MenuEntry


@pytest.fixture(autouse=True)
def _addresses(site):
    """Every test here needs the small site's addresses."""


def entry(url_name: str, order: int = 1, **values) -> MenuEntry:
    return MenuEntry(label=url_name.title(), url_name=url_name, order=order, **values)


def test_links_stand_in_their_order():
    menu = Menu()
    for name, order in [("search", 30), ("countries", 10), ("list", 20)]:
        menu.register(entry(name, order))
    assert [link.address for link in menu.links("main", "/")] == ["/countries/", "/list/", "/search/"]


def test_links_follow_the_language(settings):
    from django.utils.translation import override

    menu = Menu()
    menu.register(entry("countries"))
    with override("de"):
        assert [link.address for link in menu.links("main", "/de/")] == ["/de/countries/"]


def test_home_is_current_only_on_itself():
    menu = Menu()
    menu.register(entry("home"))
    assert [menu.links("main", path)[0].current for path in ("/", "/countries/")] == [True, False]


def test_entry_that_is_not_served_is_left_out_and_reported(menu):
    menu.register(entry("nowhere"))
    assert [link.label for link in menu.links("main", "/")] == ["To countries"]
    assert [(error.id, "nowhere" in error.msg) for error in menu_addresses()] == [("ui.E001", True)]


def test_entries_that_are_served_pass_the_check(menu):
    assert menu_addresses() == []


def test_same_address_twice_in_a_section_is_refused():
    menu = Menu()
    menu.register(entry("list"))
    menu.register(entry("list", section="help"))
    with pytest.raises(ValueError, match="list is registered twice in the menu section main"):
        menu.register(entry("list", order=9))
    assert len(menu.entries()) == 2


def test_same_footer_section_twice_is_refused():
    menu = Menu()
    menu.register_section(FooterSection(name="help", label="Help", order=1))
    with pytest.raises(ValueError, match="help is registered twice"):
        menu.register_section(FooterSection(name="help", label="More help", order=2))


def test_entry_is_shown_to_those_its_rule_admits():
    menu = Menu()
    menu.register(entry("list", section="account", visible=lambda user: user == "editor"))
    assert menu.links("account", "/", "reader") == []
    assert [link.address for link in menu.links("account", "/", "editor")] == ["/list/"]
