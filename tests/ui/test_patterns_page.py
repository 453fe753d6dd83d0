"""The pattern page: every component is on it, and it is only open where it should be."""

from __future__ import annotations

import re

import pytest

from bluestem.ui.icons import ICONS


@pytest.fixture
def shown(site, settings) -> str:
    settings.DEMO = True
    response = site.get("/ui/")
    assert response.status_code == 200
    return response.content.decode()


def test_readers_do_not_find_it(site, settings):
    settings.DEMO = settings.DEBUG = False
    assert site.get("/ui/").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "avatar", "badges", "bignum", "brief", "btn", "ch", "chart", "check", "chip", "crumbs", "disc", "empty",
        "factline", "field", "figures", "hint", "label", "lead", "meta", "notice", "pages", "plate", "platekey",
        "pstem", "rows", "scale", "searchbar", "sect", "seeds", "skel", "stemline", "table", "tabs", "tag", "themes",
        "tiles", "toc",
    ],
)  # fmt: skip
def test_component_is_shown(shown, name):
    assert re.search(rf'class="(?:[^"]* )?{name}[ "]', shown)


def test_ids_are_unique_and_labels_find_their_inputs(shown):
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', shown)) <= set(ids)
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', shown)).split()
    assert set(described) <= set(ids)


def test_links_within_the_page_lead_somewhere(shown):
    ids = set(re.findall(r'\bid="([^"]+)"', shown))
    targets = {target for target in re.findall(r'href="#([^"]+)"', shown) if not target.startswith("ways-")}
    assert targets <= ids


def test_every_icon_on_it_is_in_the_sprite(shown):
    assert set(re.findall(r"icons\.svg#([a-z0-9-]+)", shown)) <= ICONS
