"""The journey of a reader: home, country, filters, sheet, feed, export, search with a typing error, a file."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import choose, fact, how_many, number_in, results, titles
from tests.browser.windows import Window


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def page(open_window: Callable[..., Window], script: bool) -> Page:
    return open_window(script=script).page


def test_from_the_map_to_a_sheet(page: Page, script: bool) -> None:
    page.goto("/")
    tile = page.get_by_role("list", name="Programmes by country").get_by_role("link", name=re.compile("Belgium: "))
    programmes = number_in(tile)
    tile.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belgium")
    assert number_in(page.locator(".factline dd").first) == programmes
    page.get_by_role("navigation", name="Belgium").get_by_role("link", name="Programmes").click()
    expect(results(page)).to_have_text(f"{programmes} results")
    narrower = choose(page, "Education level", "Upper secondary", script=script)
    narrowest = choose(page, "Topic", "Careers and guidance", script=script)
    assert programmes > narrower > narrowest >= 1
    page.get_by_role("link", name="Together 4 STEM", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Together 4 STEM")


def test_what_a_sheet_says(page: Page) -> None:
    page.goto("/programmes/together-4-stem/")
    expect(fact(page, "Organisation").get_by_role("link")).to_have_text("CSR Europe")
    expect(fact(page, "Partners")).to_have_text(re.compile("Huawei, Toyota, Unipol Group"))
    expect(fact(page, "Since")).to_have_text("2019")
    evidence = page.locator(".notice.ev")
    expect(evidence.get_by_role("heading")).to_have_text("Evidence 2 of 5: reach is counted")
    expect(evidence).to_contain_text("To reach level 3, ask those who took part")
    expect(page.get_by_role("main")).to_contain_text("How the change is measured: not set")
    visitors = page.get_by_role("row", name=re.compile("^Visitors of STEM@Home"))
    expect(visitors.get_by_role("cell").nth(1)).to_have_text("not set")
    expect(visitors.get_by_role("cell").nth(2)).to_contain_text("users a year")
    evidence.get_by_role("link", name="How levels are given").click()
    expect(page.get_by_role("row")).to_have_count(6)


def test_a_country_is_followed_by_its_feed(page: Page) -> None:
    page.goto("/countries/be/")
    records = sum(number_in(place) for place in page.locator(".factline dd").all()[:3])
    address = page.get_by_role("complementary").get_by_role("link", name="RSS").get_attribute("href")
    feed = feedparser.parse(page.request.get(str(address)).body())
    assert not feed.bozo
    assert feed.feed.title == "Belgium | Bluestem"
    assert len(feed.entries) == records
    entry = next(entry for entry in feed.entries if entry.title == "Together 4 STEM")
    page.goto(entry.link)
    expect(page.get_by_role("heading", level=1)).to_have_text(entry.title)


def test_a_filtered_list_is_taken_away_whole(page: Page) -> None:
    page.goto("/programmes/?country=be&country=de")
    listed = how_many(page)
    with page.expect_download() as started:
        page.get_by_role("region", name="Keep this list").get_by_role("link", name="CSV").click()
    with Path(started.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert started.value.suggested_filename == "programmes.csv"
    assert len(rows) == len({row["uuid"] for row in rows}) == listed
    countries = [{row["country"], *row["also_active_in"].split("|")} for row in rows]
    assert all(where & {"BE", "DE"} for where in countries)


def test_a_typing_error_is_forgiven(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox", name="Search everything").fill("educaton")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("No record has “educaton”. These are the results for education.")
    assert how_many(page) > 20
    assert all(
        "educat" in row.lower() or "éducat" in row.lower() for row in page.locator(".rows > li").all_inner_texts()
    )
    expect(page.locator(".rows mark").first).to_have_text(re.compile("education", re.IGNORECASE))
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=educaton&page=2$"))
    expect(page.get_by_role("searchbox", name="Search everything")).to_have_value("educaton")


def test_a_publication_and_its_file(page: Page) -> None:
    page.goto("/search/?q=forty+schools+coach")
    page.get_by_role("link", name="Two years with a coach: what pupils in forty schools learnt").click()
    expect(fact(page, "Source or author")).to_contain_text("Lotte Verhaegen")
    expect(fact(page, "Language")).to_have_text("Dutch")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the file").click()
    assert started.value.suggested_filename == "twee-jaar-met-een-coach.pdf"
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF-")


def test_nothing_found_leads_on(page: Page) -> None:
    page.goto("/programmes/?q=xylophone&country=be")
    expect(results(page)).to_have_text("0 results")
    page.get_by_role("link", name="Search without “Belgium”").click()
    expect(page).to_have_url(re.compile(r"/programmes/\?q=xylophone$"))
    page.get_by_role("link", name="Show everything in this list").click()
    expect(page).to_have_url(re.compile("/programmes/$"))
    assert len(titles(page)) == 20


def test_a_country_without_records_says_what_would_be_there(page: Page) -> None:
    page.goto("/countries/")
    page.get_by_label("Country", exact=True).select_option("Albania")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing about Albania yet")
    page.get_by_role("link", name="See programmes in the rest of Europe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Programmes")
