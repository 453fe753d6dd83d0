"""Light or dark: as the device says, until somebody chooses. The choice works with and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Window

GROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(251, 252, 250)", "rgb(4, 21, 36)"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def window(request: pytest.FixtureRequest, open_window: Callable[..., Window]) -> Window:
    opened = open_window(script=request.param)
    opened.cookies.add("theme")
    return opened


def pick(page: Page, theme: str) -> None:
    if not page.get_by_role("button", name=theme).is_visible():
        page.locator("summary", has_text="Light or dark").click()
    page.get_by_role("button", name=theme).click()


def theme_cookies(window: Window) -> list[str]:
    return [str(cookie.get("value")) for cookie in window.context.cookies() if cookie.get("name") == "theme"]


@pytest.mark.parametrize(("scheme", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_without_a_choice_the_device_decides(window: Window, scheme: str, ground: str) -> None:
    window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    window.visit("/programmes/")
    assert window.page.evaluate(GROUND) == ground
    assert window.context.cookies() == []


def test_a_choice_holds_on_every_page_until_it_is_taken_back(window: Window) -> None:
    page = window.page
    window.visit("/programmes/?country=be&sort=name")
    pick(page, "Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url == f"{window.origin}/programmes/?country=be&sort=name"
    assert theme_cookies(window) == ["dark"]
    window.visit("/countries/be/")
    assert page.evaluate(GROUND) == DARK
    page.locator("summary", has_text="Light or dark").click()
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    pick(page, "As my device")
    expect(page.locator("html:not([data-theme])")).to_have_count(1)
    assert page.evaluate(GROUND) == LIGHT
    assert theme_cookies(window) == []


def test_light_in_a_dark_room(window: Window) -> None:
    window.page.emulate_media(color_scheme="dark")
    window.visit("/")
    pick(window.page, "Light")
    expect(window.page.locator("html")).to_have_attribute("data-theme", "light")
    assert window.page.evaluate(GROUND) == LIGHT
