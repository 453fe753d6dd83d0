"""Submit, be asked for changes, mend, be published: a manager and an editor, each at their own screen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import sign_in, titles
from tests.browser.looking import faults_of
from tests.browser.running import RunningSite
from tests.browser.windows import SIGNED_IN, SMALL, WIDE, Window

NAME = "Zeppelins over the school yard"


@pytest.fixture
def signed_in(open_window: Callable[..., Window], site: RunningSite) -> Callable[..., Window]:
    def open_as(role: str, **wishes: object) -> Window:
        window = open_window(**wishes)
        window.cookies |= SIGNED_IN
        sign_in(window.page, site.accounts[role], back_to="/me/")
        return window

    return open_as


def begin(page: Page) -> None:
    page.goto("/me/submissions/")
    page.get_by_role("button", name="Add: Programme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New: Programme")


def fill(page: Page) -> None:
    page.get_by_label("Name", exact=True).first.fill(NAME)
    page.locator("#id_summary").fill("Classes build a small zeppelin and steer it.")
    page.locator("#id_description").fill("They build.\n\n- gas\n- motors")
    page.locator("#id_status").select_option("active")
    page.locator("#id_year_start").fill("2026")


def at_desk(page: Page) -> None:
    page.goto("/admin/submissions/?kind=programme")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("The secretariat looks at it")


def ask(page: Page) -> None:
    at_desk(page)
    row = page.get_by_role("row", name=re.compile("^Summary"))
    row.locator("summary").click()
    row.get_by_role("textbox").fill("Say how old the pupils are.")
    page.get_by_role("button", name="Ask for changes").click()


def test_a_sheet_goes_from_a_manager_over_an_editor_to_the_list(signed_in: Callable[..., Window]) -> None:
    manager, editor = signed_in("manager"), signed_in("editor")
    page = manager.page
    begin(page)
    fill(page)
    expect(page.locator("[data-draft-status]")).to_contain_text("Saved at")
    page.reload()
    expect(page.locator("#id_summary")).to_have_value("Classes build a small zeppelin and steer it.")
    assert faults_of(page, sizes=(WIDE, SMALL)) == []
    hand_in(page)
    ask(editor.page)
    page.goto("/me/")
    page.get_by_role("link", name=NAME).first.click()
    expect(page.locator("#comment-summary")).to_contain_text("Say how old the pupils are.")
    page.locator("#id_summary").fill("Pupils of twelve build a small zeppelin and steer it.")
    hand_in(page)
    at_desk(editor.page)
    editor.page.get_by_role("button", name="Accept and publish").click()
    expect(editor.page).to_have_url(re.compile("/admin/submissions/$"))
    page.goto("/programmes/?q=zeppelin")
    assert titles(page) == [NAME]
    editor.problems[:] = [problem for problem in editor.problems if "Applying inline style" not in problem]


def test_a_draft_is_written_and_saved_without_script(signed_in: Callable[..., Window]) -> None:
    page = signed_in("manager", script=False).page
    begin(page)
    page.locator("#id_summary").fill("Kept by the button.")
    page.locator("#id_reach-0-year").fill("2026")
    page.locator("#id_reach-0-what").fill("pupils")
    page.get_by_role("button", name="Add a year").click()

    expect(page.locator("#id_reach-0-what")).to_have_value("pupils")
    expect(page.locator("#id_reach-1-what")).to_be_visible()
    expect(page.locator("#id_summary")).to_have_value("Kept by the button.")


def test_the_second_of_two_windows_is_told_and_loses_nothing(signed_in: Callable[..., Window]) -> None:
    window = signed_in("manager")
    first = window.page
    begin(first)
    second = window.context.new_page()
    second.goto(first.url)
    first.locator("#id_summary").fill("From the first window.")
    expect(first.locator("[data-draft-status]")).to_contain_text("Saved at")

    second.locator("#id_summary").fill("From the second window.")
    expect(second.locator("[data-draft-status]")).to_contain_text("saved this on")
    second.get_by_role("button", name="Save", exact=True).click()

    expect(second.get_by_role("alert")).to_contain_text("Someone else saved this")
    expect(second.locator("#id_summary")).to_have_value("From the second window.")
    expect(second.get_by_role("main")).to_contain_text("From the first window.")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.get_by_role("main")).to_contain_text("Your draft is saved.")
    window.problems[:] = [problem for problem in window.problems if "409" not in problem]
