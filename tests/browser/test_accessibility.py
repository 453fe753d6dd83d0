"""WCAG 2.2 AA on every kind of page, at three widths, in light and dark: axe-core finds nothing, nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import sign_in
from tests.browser.looking import faults_of
from tests.browser.running import RunningSite, running_site
from tests.browser.windows import PHONE, SIGNED_IN, WIDE, Window

SHEET = "/programmes/together-4-stem/"
PAGES = [
    "/",
    "/countries/",
    "/countries/be/",
    "/countries/al/",
    "/countries/be/programmes/",
    "/countries/be/publications/?type=study",
    "/countries/be/organisations/",
    "/programmes/",
    "/programmes/?country=be&level=3&status=active&page=1",
    "/publications/?topic=careers",
    "/organisations/",
    "/search/",
    "/search/?q=educaton",
    "/search/?q=xylophone&country=be",
    SHEET,
    "/publications/twee-jaar-met-een-coach/",
    "/publications/kiezen-voor-stem/?text=nl",
    "/organisations/csr-europe/",
    "/about/evidence/",
    "/data/",
    "/account/sign-in/",
    "/ui/",
]
IN_OTHER_LANGUAGES = ["/de/", "/de/programmes/?country=be", f"/fr{SHEET}", "/fr/countries/be/", "/nl/search/?q=leraar"]


@pytest.mark.parametrize("path", PAGES + IN_OTHER_LANGUAGES)
def test_a_page(window: Window, path: str) -> None:
    if "sign-in" in path:
        window.cookies.add("csrftoken")  # the form needs it
    window.visit(path)
    assert faults_of(window.page) == []


def test_nothing_at_this_address(window: Window) -> None:
    window.visit("/nowhere/", status=404)
    assert faults_of(window.page) == []


def test_a_sign_in_that_fails(window: Window) -> None:
    window.cookies.add("csrftoken")
    window.visit("/account/sign-in/")
    window.page.get_by_label("Mail address").fill("somebody@school.example")
    window.page.get_by_label("Password").fill("a guess")
    window.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(window.page).to_have_title("Error: Sign in | Bluestem")
    assert faults_of(window.page) == []


@pytest.mark.parametrize("role", ["member", "editor"])
def test_my_space(window: Window, site: RunningSite, role: str) -> None:
    window.cookies |= SIGNED_IN
    sign_in(window.page, site.accounts[role], back_to="/me/")
    assert faults_of(window.page) == []


@pytest.mark.parametrize("words", ["Language:", "Light or dark"])
def test_an_open_menu_at_a_desk(page: Page, words: str) -> None:
    page.goto(SHEET)
    page.locator("summary", has_text=words).click()
    assert faults_of(page, sizes=(WIDE,)) == []


def test_the_open_menu_and_filters_of_a_phone(open_window: Callable[..., Window]) -> None:
    page = open_window(size=PHONE).page
    page.goto("/programmes/?country=be")
    page.locator(".filters-small > summary").click()
    assert faults_of(page, sizes=(PHONE,)) == []
    page.locator("summary", has_text="Menu").click()
    assert faults_of(page, sizes=(PHONE,)) == []


@pytest.fixture
def site_without_index(initialised: Path, tmp_path: Path) -> Iterator[str]:
    """A site whose search index is away, without the worker that would make it again."""
    data = Path(copytree(initialised, tmp_path / "data", ignore=ignore_patterns("search")))
    with running_site(data, "--no-worker") as origin:
        yield origin


def test_lists_that_are_being_rebuilt(open_window: Callable[..., Window], site_without_index: str) -> None:
    window = open_window(site_without_index)
    window.visit("/programmes/", status=503)
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Lists are being rebuilt")
    assert faults_of(window.page) == []
