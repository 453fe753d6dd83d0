"""Follow a search, hear of a new record, unsubscribe by one click: what a follower lives through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import sign_in
from tests.browser.looking import faults_of
from tests.browser.running import RunningSite
from tests.browser.windows import SIGNED_IN, SMALL, WIDE, Window

NAME = "STEM@Home"
SEARCH = "/search/?q=%22stem+home%22&country=be"


class Desk:
    """An editor who takes a sheet away and publishes it."""

    def __init__(self, window: Window) -> None:
        self.page = window.page

    def set_state(self, state: str) -> None:
        self.page.goto("/admin/programmes/?q=STEM%40Home")
        self.page.get_by_role("link", name=NAME, exact=True).click()
        self.page.get_by_role("tab", name="Publishing").click()
        self.page.locator("[name=state]").select_option(state)
        self.page.get_by_role("button", name="Save").click()
        expect(self.page).to_have_url(re.compile("/admin/programmes/$"))


@pytest.fixture
def desk(open_window: Callable[..., Window], site: RunningSite) -> Iterator[Desk]:
    window = open_window()
    window.cookies |= SIGNED_IN
    sign_in(window.page, site.accounts["editor"], back_to="/me/")
    desk = Desk(window)
    desk.set_state("Draft")
    yield desk
    desk.set_state("Published")
    # Wagtail's own pages carry inline styles, which our policy refuses; no more than that is forgiven
    window.problems[:] = [problem for problem in window.problems if "Applying inline style" not in problem]


@pytest.fixture
def follower(open_window: Callable[..., Window]) -> Page:
    window = open_window()
    window.cookies |= SIGNED_IN
    return window.page


def test_follow_hear_of_it_and_unsubscribe(desk: Desk, follower: Page, page: Page, site: RunningSite) -> None:
    follow_the_search(follower, site.accounts["member"])
    desk.set_state("Published")

    mail = mail_about(page, NAME)
    page.goto(mail)
    expect(page.get_by_role("main")).to_contain_text("List-Unsubscribe=One-Click")
    assert faults_of(page, sizes=(WIDE, SMALL)) == []
    page.locator("main a[href*='/stop/']").first.click()
    expect(page.get_by_role("main")).to_contain_text("My search")
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_role("main")).to_contain_text("You get no more of these mails")

    follower.goto("/account/following/")
    expect(follower.get_by_role("main")).not_to_contain_text("My search")
    follower.goto("/account/notices/list/")
    expect(follower.get_by_role("main").get_by_role("link", name=NAME).first).to_be_visible()


def follow_the_search(page: Page, account: tuple[str, str]) -> None:
    """Signed out at first: the button leads to sign-in and back to what was to be followed."""
    page.goto(SEARCH)
    page.get_by_role("link", name="Follow this search").click()
    mail, password = account
    page.get_by_label("Mail address").fill(mail)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/account/following/add/"))
    page.get_by_label("Name").fill("My search")
    page.get_by_label("At once").check()
    page.get_by_role("main").get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("main").get_by_role("link", name="My search")).to_be_visible()
    assert faults_of(page, sizes=(WIDE, SMALL)) == []


def mail_about(page: Page, title: str) -> str:
    """Wait for a mail in the sample network's outbox; give its address."""
    link = page.get_by_role("main").get_by_role("link", name=title, exact=True).first
    for _look in range(60):
        page.goto("/demo/outbox/")
        if link.count():
            return link.get_attribute("href")
        page.wait_for_timeout(500)
    pytest.fail(f"No mail about {title} came.")
