"""What the secretariat changes at its desk is what a reader elsewhere sees the next moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.doing import results, sign_in, titles
from tests.browser.looking import faults_of
from tests.browser.running import RunningSite
from tests.browser.windows import SIGNED_IN, SMALL, WIDE, Window

SHEET = "/programmes/stem-at-home/"
NAME = "STEM@Home"


class Desk:
    """The form of one programme in the secretariat's admin."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, tab: str = "Sheet") -> None:
        self.page.goto("/admin/programmes/?q=STEM%40Home")
        self.page.get_by_role("link", name=NAME, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(NAME)
        self.page.get_by_role("tab", name=tab).click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[name={name}]")

    def save(self) -> None:
        self.page.get_by_role("button", name="Save").click()
        expect(self.page).to_have_url(re.compile("/admin/programmes/$"))


@pytest.fixture
def desk(open_window: Callable[..., Window], site: RunningSite) -> Iterator[Desk]:
    """An editor at the desk. The summary and the state of the sheet are put back afterwards."""
    window = open_window()
    window.cookies |= SIGNED_IN
    sign_in(window.page, site.accounts["editor"], back_to="/me/")
    desk = Desk(window.page)
    desk.open()
    summary = desk.field("summary").input_value()
    yield desk
    desk.open()
    desk.field("summary").fill(summary)
    desk.page.get_by_role("tab", name="Publishing").click()
    desk.field("state").select_option("Published")
    desk.save()
    # Wagtail's own pages carry inline styles, which our policy refuses; no more than that is forgiven
    window.problems[:] = [problem for problem in window.problems if "Applying inline style" not in problem]


def test_a_new_summary_is_read_at_once(desk: Desk, page: Page) -> None:
    page.goto(SHEET)
    page.goto("/programmes/?q=zirconium")
    expect(results(page)).to_have_text("0 results")
    desk.field("summary").fill("Families find an experiment with zirconium for the kitchen table.")
    desk.save()
    page.reload()
    assert titles(page) == [NAME]
    expect(page.locator("#listing mark")).to_have_text("zirconium")
    page.goto(SHEET)
    expect(page.locator("article .lead")).to_contain_text("zirconium")
    page.goto("/search/?q=zirconum")
    expect(page.get_by_role("main")).to_contain_text("These are the results for zirconium")
    assert titles(page) == [NAME]


def test_a_withdrawn_sheet_says_so(desk: Desk, window: Window) -> None:
    page = window.page
    window.visit("/countries/be/programmes/")
    listed = titles(page)
    assert NAME in listed
    desk.page.get_by_role("tab", name="Publishing").click()
    desk.field("state").select_option("Withdrawn")
    desk.field("withdrawn_because").fill("The site behind it was closed.")
    desk.save()
    window.visit("/countries/be/programmes/")
    assert titles(page) == [title for title in listed if title != NAME]
    window.visit(SHEET, status=410)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.get_by_role("main")).to_contain_text("This record was withdrawn on")
    expect(page.get_by_role("main")).to_contain_text("The site behind it was closed.")
    assert faults_of(page, sizes=(WIDE, SMALL)) == []


def test_an_indicator_is_added_and_taken_away(desk: Desk, page: Page) -> None:
    page.goto(SHEET)
    row = page.get_by_role("row", name="Kitchens reached")
    expect(row).to_have_count(0)
    desk.page.get_by_role("tab", name="Figures").click()
    desk.page.get_by_role("button", name="Add indicator").click()
    added = desk.page.locator("#id_indicators-FORMS > *").last
    added.get_by_role("textbox", name="Indicator").fill("Kitchens reached")
    added.get_by_role("combobox", name="Kind").select_option("Reach")
    added.get_by_role("textbox", name="Measured by").fill("Postcards that came back")
    desk.save()
    page.reload()
    expect(row).to_contain_text("Postcards that came back")
    desk.open("Figures")
    desk.page.locator("#id_indicators-FORMS > *").last.get_by_role("button", name="Delete").click()
    desk.save()
    page.reload()
    expect(row).to_have_count(0)
