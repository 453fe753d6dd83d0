"""Lists with script: filters act at once, nothing jumps, and the address always tells where one is."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.doing import choose, chosen, count_beside, filter_box, how_many, results, titles
from tests.browser.windows import PHONE, Window


def mark(page: Page) -> None:
    """Leave a mark that only loading the page anew takes away."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def test_a_filter_acts_at_once_and_keeps_its_place(page: Page) -> None:
    page.goto("/programmes/")
    mark(page)
    all_of_them, germany = how_many(page), count_beside(filter_box(page, "Country", "Germany"))
    belgium = choose(page, "Country", "Belgium", script=True)
    assert stayed(page)
    expect(filter_box(page, "Country", "Belgium")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/programmes/\?country=be$"))
    assert 1 < belgium < all_of_them
    # what was not chosen of the same filter stays, with what choosing it would add
    assert count_beside(filter_box(page, "Country", "Germany")) <= germany
    assert page.title() == "Programmes | Bluestem"


def test_no_choice_is_lost_on_a_slow_line(page: Page) -> None:
    page.goto("/programmes/")
    line = {"offline": False, "latency": 2000, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    filter_box(page, "Country", "Belgium").check()
    filter_box(page, "Status", "Active").check()
    expect(chosen(page, "Active")).to_be_visible()
    expect(chosen(page, "Belgium")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/programmes/\?country=be&status=active$"))


def test_counts_of_other_filters_follow(page: Page) -> None:
    page.goto("/programmes/?country=be")
    active = count_beside(filter_box(page, "Status", "Active"))
    page.goto("/programmes/")
    assert count_beside(filter_box(page, "Status", "Active")) > active
    choose(page, "Country", "Belgium", script=True)
    assert count_beside(filter_box(page, "Status", "Active")) == active
    assert choose(page, "Status", "Active", script=True) == active


def test_the_way_back_and_forward(page: Page) -> None:
    page.goto("/programmes/")
    everything = how_many(page)
    belgium = choose(page, "Country", "Belgium", script=True)
    choose(page, "Status", "Active", script=True)
    page.go_back()
    expect(results(page)).to_have_text(f"{belgium} results")
    expect(filter_box(page, "Status", "Active")).not_to_be_checked()
    page.go_back()
    expect(results(page)).to_have_text(f"{everything} results")
    expect(filter_box(page, "Country", "Belgium")).not_to_be_checked()
    page.go_forward()
    expect(results(page)).to_have_text(f"{belgium} results")
    expect(filter_box(page, "Country", "Belgium")).to_be_checked()


def test_a_chip_takes_its_filter_away(page: Page) -> None:
    page.goto("/programmes/?country=be&status=active")
    chosen(page, "Active").click()
    expect(page).to_have_url(re.compile(r"/programmes/\?country=be$"))
    expect(chosen(page, "Belgium")).to_be_visible()
    page.get_by_role("link", name="Clear all").click()
    expect(page).to_have_url(re.compile(r"/programmes/\??$"))
    expect(page.locator(".applied")).to_have_count(0)


def test_an_order_acts_at_once(page: Page) -> None:
    page.goto("/organisations/?country=be")
    mark(page)
    before = titles(page)
    page.get_by_label("Sort by").select_option("Title")
    expect(page).to_have_url(re.compile(r"/organisations/\?country=be&sort=\w+$"))
    expect(page.locator("#listing .rows h3").first).not_to_have_text(before[0])
    after = titles(page)
    assert stayed(page)
    assert sorted(after) == sorted(before)
    assert after == sorted(before, key=str.casefold)


def test_words_and_filters_go_together(page: Page) -> None:
    page.goto("/programmes/?country=be")
    page.get_by_role("searchbox", name="Search in this list").fill("teachers")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/programmes/\?q=teachers&country=be$"))
    expect(page.locator("#listing mark").first).to_have_text(re.compile("teacher", re.IGNORECASE))
    expect(chosen(page, "Belgium")).to_be_visible()


def test_a_long_filter_can_be_searched(page: Page) -> None:
    page.goto("/programmes/")
    countries = page.get_by_role("group", name="Country", exact=True)
    countries.get_by_role("searchbox").fill("turkiye")
    expect(countries.get_by_role("checkbox")).to_have_count(1)
    choose(page, "Country", "Türkiye", script=True)
    expect(page).to_have_url(re.compile(r"/programmes/\?country=tr$"))


def test_a_filter_that_was_opened_stays_open(page: Page) -> None:
    page.goto("/programmes/?country=be")
    page.locator("summary", has_text=re.compile("^Year$")).click()
    oldest = page.get_by_role("group", name="Year", exact=True).get_by_role("checkbox").last
    year = str(oldest.get_attribute("value"))
    oldest.check()
    expect(chosen(page, year)).to_be_visible()
    expect(filter_box(page, "Year", year)).to_be_visible()
    expect(filter_box(page, "Year", year)).to_be_focused()


def test_filters_on_a_phone_stay_open(open_window: Callable[..., Window]) -> None:
    page = open_window(size=PHONE).page
    page.goto("/programmes/")
    expect(filter_box(page, "Country", "Belgium")).to_be_hidden()
    page.locator(".filters-small > summary").click()
    box = filter_box(page, "Status", "Active")
    box.focus()
    before = box.bounding_box()
    choose(page, "Status", "Active", script=True)
    expect(box).to_be_focused()
    assert box.bounding_box() == before
    page.get_by_role("button", name="Show results").click()
    expect(box).to_be_hidden()
    expect(page.locator(".filters-small > summary")).to_have_text("Filter, 1 chosen")
    expect(page.locator(".filters-small > summary")).to_be_focused()


def test_every_page_of_a_list_is_different(page: Page) -> None:
    page.goto("/publications/?sort=title")
    total, seen = how_many(page), titles(page)
    while page.get_by_role("link", name="Next").count():
        page.get_by_role("link", name="Next").click()
        expect(page.locator(".pages [aria-current=page]")).to_have_text(f"Page {len(seen) // 20 + 1}")
        seen += titles(page)
    assert len(seen) == len(set(seen)) == total
