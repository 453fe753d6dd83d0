"""A person looks after their account: second factor and passkey; export and erasure."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.running import RunningSite, running_site, sample_accounts
from tests.browser.windows import Window

COOKIES = {"sessionid", "csrftoken", "device"}
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def data(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample network for these tests alone: they change accounts."""
    return Path(shutil.copytree(stocked, tmp_path_factory.mktemp("people") / "data"))


@pytest.fixture(scope="module")
def own_site(data: Path) -> Iterator[RunningSite]:
    # Passkeys belong to a name, so the site is served under one.
    with running_site(data, host="localhost", BLUESTEM_DEMO="yes") as origin:
        yield RunningSite(origin, sample_accounts(data))


@pytest.fixture
def page(own_site: RunningSite, open_window: Callable[..., Window]) -> Page:
    window = open_window(own_site.origin)
    window.cookies |= COOKIES
    return window.page


def sign_in(page: Page, account: tuple[str, str]) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Mail address").fill(account[0])
    page.get_by_label("Password", exact=True).fill(account[1])
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("header details summary", has_text="your menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def say_password_again(page: Page, account: tuple[str, str]) -> None:
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(account[1])
    press(page, "Go on")


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def no_faults(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []


def test_second_factor_and_passkey(page: Page, own_site: RunningSite) -> None:
    account = own_site.accounts["member"]
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page, account)

    page.goto("/account/second-factor/")
    no_faults(page)
    page.get_by_role("link", name="Add a passkey").click()
    say_password_again(page, account)
    page.get_by_label("Name of the passkey").fill("Laptop")
    press(page, "Add the passkey")
    expect(page.locator("#codes code")).to_have_count(10)
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_role("main")).to_contain_text("Laptop")

    sign_out(page)
    page.goto("/account/sign-in/?next=/account/devices/")
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("heading", name="Devices")).to_be_visible()
    page.wait_for_load_state()

    add_app_and_sign_in_with_it(page, account)


def add_app_and_sign_in_with_it(page: Page, account: tuple[str, str]) -> None:
    page.goto("/account/second-factor/app/")
    say_password_again(page, account)
    expect(page.get_by_role("img", name="Picture that the app scans")).to_be_visible()
    no_faults(page)
    secret = page.locator("#key").inner_text()
    page.get_by_label("Code").fill(code_now(secret))
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("Switch off")

    sign_out(page)
    sign_in(page, account)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    no_faults(page)
    press(page, "Use a passkey")
    expect(page).to_have_url(re.compile("/me/$"))


def test_export_and_erasure(page: Page, own_site: RunningSite, data: Path, tmp_path: Path) -> None:
    account = own_site.accounts["organiser"]
    sign_in(page, account)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")
    name = page.get_by_role("heading", level=1).inner_text().removeprefix("Hello, ")
    assert places_of(data, account[0])

    page.goto("/account/my-data/")
    no_faults(page)
    page.get_by_role("link", name="Get my data").click()
    with page.expect_download() as download:
        say_password_again(page, account)
    kept = zipfile.ZipFile(shutil.copy(download.value.path(), tmp_path / "my-data.zip"))
    assert json.loads(kept.read("accounts.user.json"))["rows"][0]["email"] == account[0]

    page.goto("/account/my-data/delete/")
    no_faults(page)
    expect(page.get_by_role("main")).to_contain_text("This stays:")
    page.get_by_label("Yes, delete my account").check()
    press(page, "Delete my account")

    expect(page.get_by_text("Your account is deleted.")).to_be_visible()
    assert places_of(data, account[0]) == []
    assert places_of(data, name) == []


def places_of(data: Path, words: str) -> list[str]:
    """Give the tables and columns of the installation's database in which a text stands."""
    found = []
    with sqlite3.connect(next(data.glob("*.sqlite3"))) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for column in database.execute(f'PRAGMA table_info("{table}")').fetchall():
                query = f'SELECT COUNT(*) FROM "{table}" WHERE CAST("{column[1]}" AS TEXT) LIKE ?'  # noqa: S608
                if database.execute(query, [f"%{words}%"]).fetchone()[0]:
                    found.append(f"{table}.{column[1]}")
    return found


@pytest.mark.parametrize("path", ["/account/sign-up/", "/account/reset/", "/privacy/", "/accessibility/"])
def test_open_pages_have_no_fault(page: Page, path: str) -> None:
    page.goto(path)

    no_faults(page)
