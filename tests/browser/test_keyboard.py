"""Everything by keyboard alone, in reading order, with the focus always in sight."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.doing import chosen, filter_box, results
from tests.browser.windows import PHONE, Window

MOST_STEPS = 60

FOCUS_IN_SIGHT = """() => {
  const focused = document.activeElement;
  const style = getComputedStyle(focused);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
  const box = focused.getBoundingClientRect();
  const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const covered = top && !focused.contains(top) && !top.contains(focused);
  if (drawn && shown && !covered) return "";
  return `${focused.outerHTML.slice(0, 80)}: drawn ${drawn}, shown ${shown}, covered ${covered}`;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, which must be seen at every step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IN_SIGHT) == ""
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{MOST_STEPS} steps do not lead to {target}")


def test_the_first_step_leads_past_the_head(page: Page) -> None:
    page.goto("/countries/be/")
    tab_to(page, page.get_by_role("link", name="Skip to content"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    inside = "document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)
    assert page.evaluate(FOCUS_IN_SIGHT) == ""


def test_from_search_to_a_record(page: Page) -> None:
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Search", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    tab_to(page, page.get_by_role("searchbox", name="Search everything"))
    page.keyboard.type("career")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=career$"))
    tab_to(page, filter_box(page, "Kind", "Programme"))
    page.keyboard.press("Space")
    expect(chosen(page, "Programme")).to_be_visible()
    first = page.locator("#listing .rows h3 a").first
    title = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_menu_opens_and_closes(page: Page) -> None:
    page.goto("/programmes/")
    button = page.locator("summary", has_text="Language:")
    tab_to(page, button)
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Language", exact=True)
    expect(menu).to_be_visible()
    tab_to(page, menu.get_by_role("link", name="Nederlands"))
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, menu.get_by_role("link", name="Nederlands"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/nl/programmes/$"))


def test_the_menu_of_a_phone(open_window: Callable[..., Window]) -> None:
    page = open_window(size=PHONE).page
    page.goto("/")
    tab_to(page, page.locator("summary", has_text=re.compile("^Menu$")))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("navigation", name="Menu").get_by_role("link", name="Publications"))
    page.keyboard.press("Enter")
    expect(results(page)).to_be_visible()


def test_the_map_country_by_country(page: Page) -> None:
    page.goto("/countries/")
    tiles = page.get_by_role("list", name="Programmes by country")
    tab_to(page, tiles.get_by_role("link", name=re.compile("Austria: ")))
    tab_to(page, tiles.get_by_role("link", name=re.compile("Belgium: ")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Belgium")


def test_a_wide_table_scrolls_by_keyboard(open_window: Callable[..., Window]) -> None:
    page = open_window(size=PHONE).page
    page.goto("/programmes/together-4-stem/")
    region = page.get_by_role("region", name="Indicators with target and figure so far")
    region.focus()
    assert region.evaluate("region => region.scrollWidth > region.clientWidth")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("region => region.scrollLeft > 0", arg=region.element_handle())
