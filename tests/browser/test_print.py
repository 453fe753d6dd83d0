"""Pages on paper: what is read stays, what is only pressed goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Window

SHEET = "/programmes/together-4-stem/"


def test_a_sheet_on_paper(page: Page) -> None:
    page.goto(SHEET)
    page.emulate_media(media="print")
    for gone in ("banner", "contentinfo", "button"):
        assert [place for place in page.get_by_role(gone).all() if place.is_visible()] == []
    expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".label")).to_be_visible()
    expect(page.get_by_role("row", name="People reached online")).to_be_visible()
    expect(page.locator(".cite")).to_be_visible()
    assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("path", ["/", "/countries/be/", "/programmes/?country=be", "/publications/kiezen-voor-stem/"])
def test_nothing_sticks_out_of_the_paper(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins, in CSS pixels
    page.goto(path)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_button_is_there_where_it_can_print(open_window: Callable[..., Window], script: bool) -> None:
    page = open_window(script=script).page
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(SHEET)
    button = page.get_by_role("button", name="Print sheet")
    if not script:
        expect(button).to_have_count(0)
        return
    button.click()
    assert page.evaluate("window.printed")
