"""An editor writes a page with a picture, looks at it and publishes it: a reader elsewhere has it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.doing import sign_in
from tests.browser.looking import faults_of
from tests.browser.running import RunningSite
from tests.browser.windows import SIGNED_IN, SMALL, WIDE, Window

TITLE = "Labs that travel"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (1600, 900), "#17653c").save(tmp_path / "bus.jpg")
    return tmp_path / "bus.jpg"


@pytest.fixture
def desk(open_window: Callable[..., Window], site: RunningSite) -> Page:
    window = open_window()
    window.cookies |= SIGNED_IN
    sign_in(window.page, site.accounts["editor"], back_to="/me/")
    yield window.page
    # The text editor of Wagtail writes styles into the page, which our policy refuses; our own sheet has them.
    window.problems[:] = [problem for problem in window.problems if "Applying inline style" not in problem]


def open_new_page(page: Page) -> None:
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Home (en)").first.click()
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))
    home = re.search(r"/pages/(\d+)/", page.url)[1]
    page.goto(f"/admin/pages/add/editorial/editorialpage/{home}/")


def choose_picture(page: Page, photo: Path) -> None:
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Picture").first.click()
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("tab", name="Upload").click()
    page.locator("[name=image-chooser-upload-file]").set_input_files(str(photo))
    page.locator("[name=image-chooser-upload-title]").fill("Bus")
    page.locator("[name=image-chooser-upload-description]").fill("A green bus")
    page.locator(".modal").get_by_role("button", name="Upload").click()
    page.locator("[name$=alt_text]").fill("A green bus before a school")


def test_an_editor_publishes_a_page_with_a_picture(desk: Page, window: Window, photo: Path) -> None:
    window.visit("/labs-that-travel/", status=404)
    open_new_page(desk)
    desk.locator("[name=title]").fill(TITLE)
    desk.locator("[name=summary]").fill("A bus with a laboratory visits schools.")
    choose_picture(desk, photo)
    desk.get_by_role("button", name="Toggle preview").click()
    shown = desk.frame_locator("iframe[src*=in_preview_panel]").first
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)
    desk.get_by_role("button", name="Save draft").first.click()
    window.visit("/labs-that-travel/", status=404)
    desk.get_by_role("button", name="More actions").first.click()
    desk.get_by_role("button", name="Publish").first.click()
    expect(desk.get_by_role("main")).to_contain_text("published")
    window.visit("/labs-that-travel/")
    page = window.page
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("img", name="A green bus before a school")).to_be_visible()
    window.visit("/search/?q=laboratory+bus")
    expect(page.get_by_role("main")).to_contain_text(TITLE)
    window.visit("/labs-that-travel/")
    assert faults_of(page, sizes=(WIDE, SMALL)) == []
