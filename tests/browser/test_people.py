"""People who sign in: where it leads, what they see of their own, and how they leave."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import sign_in
from tests.browser.running import RunningSite
from tests.browser.windows import SIGNED_IN, Window

SHEET = "/programmes/together-4-stem/"


@pytest.fixture
def page(window: Window) -> Page:
    window.cookies |= SIGNED_IN
    return window.page


def open_own_menu(page: Page) -> None:
    page.locator("summary", has=page.locator(".avatar")).click()


def test_signing_in_leads_back_to_the_page(page: Page, site: RunningSite) -> None:
    mail, password = site.accounts["member"]
    page.goto(SHEET)
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("Mail address").fill(mail)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{SHEET}$"))
    open_own_menu(page)
    page.get_by_role("link", name="My space").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Eleni Papadaki")
    expect(page.get_by_role("main").get_by_role("link", name="Thessaly Centre for Science Teaching")).to_be_visible()


def test_a_wrong_password_keeps_what_was_typed(page: Page, site: RunningSite) -> None:
    mail, _password = site.accounts["member"]
    page.goto("/account/sign-in/?next=/me/")
    page.get_by_label("Mail address").fill(mail)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("We found no account with this mail address and password.")
    expect(page.get_by_label("Mail address")).to_have_value(mail)
    expect(page.get_by_label("Password")).to_have_value("")
    page.goto("/me/")
    expect(page).to_have_url(re.compile(r"/account/sign-in/\?next=/me/$"))


def test_signing_out_closes_what_was_open(page: Page, site: RunningSite) -> None:
    sign_in(page, site.accounts["member"], back_to="/me/")
    open_own_menu(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    expect(page.get_by_text("Eleni Papadaki")).to_have_count(0)


def test_only_the_secretariat_is_shown_its_desk(page: Page, window: Window, site: RunningSite) -> None:
    sign_in(page, site.accounts["member"], back_to="/")
    open_own_menu(page)
    expect(page.get_by_role("link", name="My space")).to_be_visible()
    expect(page.get_by_role("link", name="Administration")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site.accounts["editor"], back_to="/")
    open_own_menu(page)
    page.get_by_role("link", name="Administration").click()
    expect(page.get_by_role("link", name="Programmes")).to_be_visible()


def test_what_a_person_sees_is_never_shown_to_another(page: Page, site: RunningSite) -> None:
    sign_in(page, site.accounts["member"], back_to=SHEET)
    open_own_menu(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto(SHEET)
    assert "Papadaki" not in page.content()
