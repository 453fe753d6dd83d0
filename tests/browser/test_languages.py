"""The interface in another language: the same page, at an address of its own, without a cookie."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [("fr", "Français", "résultats"), ("de", "Deutsch", "Ergebnisse"), ("nl", "Nederlands", "resultaten")],
)
def test_the_same_list_in_another_language(page: Page, code: str, name: str, words: str) -> None:
    page.goto("/countries/be/programmes/?level=2&sort=name")
    total = page.get_by_role("status").inner_text().split()[0]
    page.locator("summary", has_text="Language:").click()
    page.get_by_role("banner").get_by_role("link", name=name).click()
    expect(page).to_have_url(re.compile(rf"/{code}/countries/be/programmes/\?level=2&sort=name$"))
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.get_by_role("status")).to_have_text(f"{total} {words}")
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"[0-9]/countries/be/programmes/\?level=2&sort=name$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_record_is_read_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/fr/programmes/together-4-stem/")
    expect(page.get_by_role("main").locator(".lead")).to_contain_text("entreprises")
    expect(page.get_by_role("main").locator("[lang=en] .lead, .lead[lang=en]")).to_have_count(0)


def test_a_text_in_another_language_says_so(page: Page) -> None:
    page.goto("/publications/kiezen-voor-stem/")
    page.get_by_role("link", name="Nederlands").first.click()
    expect(page).to_have_url(re.compile(r"/publications/kiezen-voor-stem/\?text=nl$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Kiezen voor STEM")
    assert title.evaluate("element => element.closest('[lang]').lang") == "nl"
    note = page.get_by_text("This text is in Dutch.")
    assert note.evaluate("element => element.closest('[lang]').lang") == "en"
    expect(page.get_by_role("link", name="English").first).to_have_attribute("hreflang", "en")
