"""What readers do on pages, in words of the page. Works with and without script."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def results(page: Page) -> Locator:
    """Give the line that says how many results a list has."""
    return page.get_by_role("status").get_by_role("heading", level=2)


def how_many(page: Page) -> int:
    return number_in(results(page))


def number_in(place: Locator) -> int:
    """Give the one number in a text, such as "1 284 results"."""
    found = re.findall(r"\d+", re.sub(r"(?<=\d)\s(?=\d)", "", place.inner_text()))
    assert len(found) == 1, place.inner_text()
    return int(found[0])


def filter_box(page: Page, facet: str, value: str) -> Locator:
    return page.get_by_role("group", name=facet, exact=True).get_by_role("checkbox", name=re.compile(f"^{value}"))


def count_beside(box: Locator) -> int:
    """Give the number of records that a box of a filter stands for."""
    return number_in(box.locator("xpath=ancestor::label").locator(".count"))


def choose(page: Page, facet: str, value: str, *, script: bool) -> int:
    """Tick a box of a filter and wait for what it stands for; give the number that stood beside it."""
    box = filter_box(page, facet, value)
    expected = count_beside(box)
    box.check()
    if not script:
        page.get_by_role("button", name="Show results").click()
    expect(chosen(page, value)).to_be_visible()
    expect(results(page)).to_have_text(re.compile(rf"^{expected} results?$"))
    return expected


def chosen(page: Page, value: str) -> Locator:
    """Give the chip that takes a filter away."""
    return page.get_by_role("link", name=f"Remove: {value}", exact=True)


def titles(page: Page) -> list[str]:
    """Give the titles of the records on this page of a list."""
    return page.locator("#listing .rows h3").all_inner_texts()


def fact(page: Page, name: str) -> Locator:
    """Give a fact of a record's label, such as "Organisation"."""
    return page.locator(".label dl > div", has=page.locator("dt", has_text=re.compile(f"^{name}$"))).locator("dd")


def sign_in(page: Page, account: tuple[str, str], *, back_to: str = "/") -> None:
    mail, password = account
    page.goto(f"/account/sign-in/?next={back_to}")
    page.get_by_label("Mail address").fill(mail)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(back_to) + "$"))
