"""What the reference site says of Belgium, a reader finds here: each fact on the page where one looks for it."""

from __future__ import annotations

import feedparser
import pytest

from tests.reading import read_page

SHEET = "/programmes/together-4-stem/"
# One fact of the sheet each, as a reader of our page meets it
FACTS = {
    "organisation": ["CSR Europe"],
    "year of start": ["Since 2019"],
    "country": ["Belgium", "Italy"],
    "workstream 1": ["Stronger initiatives of business and education"],
    "workstream 2": ["A smooth passage into work"],
    "tasks": ["learn, share and create together"],
    "shared content": ["STEM@Home", "Climate Education Toolkit", "Groups of teachers"],
    "local networks": ["Networks of schools and companies that run activities with the toolkit"],
    "indicators before 2023": ["Visitors of STEM@Home", "Downloads of the Climate Education Toolkit"],
    "survey from 2023": ["a survey after every activity"],
    "pact for youth": ["European Pact for Youth", "Firms and schools as partners"],
    "year of youth": ["European Year of Youth, 2022", "Together 4 STEM Goes Green"],
    "year of skills": ["European Year of Skills, 2023"],
    "impact": ["Business leaders", "Pupils"],
    "reach online": ["online workshops, webinars and round tables", "400"],
    "reach of the site": ["2 200"],
    "downloads": ["500"],
    "objective: feedback": ["Feedback on activities and materials", "100"],
    "objective: teachers": ["15", "concept note"],
    "objective: countries": ["Countries with an educational activity", "two or three local schools"],
    "funders": ["Huawei", "Toyota", "Unipol Group"],
}


def words(client, address: str) -> str:
    text = read_page(client.get(address)).find("main").text
    return text.replace("\u202f", " ").casefold()


@pytest.mark.parametrize("fact", FACTS)
def test_the_sheet_of_together_4_stem_holds(client, db, fact):
    found = words(client, SHEET)

    assert [part for part in FACTS[fact] if part.casefold() not in found] == []


def test_impact_that_is_not_measured_is_said(client, db):
    assert "how the change is measured:" in words(client, SHEET)


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        ("/publications/stem-skills-for-the-future-of-europe/", ["EU STEM Coalition", "Belgium", "partnerships"]),
        ("/publications/kiezen-voor-stem/", ["VARIO", "Belgium", "Dutch", "36 and 37", "definition", "STEM monitor"]),
    ],
)
def test_the_publications_give_source_country_and_abstract(client, db, address, facts):
    found = words(client, address)

    assert [fact for fact in facts if fact.casefold() not in found] == []


def test_the_country_lists_them_with_source_country_and_abstract(client, db):
    found = words(client, "/countries/be/publications/?sort=title")

    for title, source in (
        ("STEM skills for the future of Europe", "EU STEM Coalition"),
        ("Choosing STEM", "Vlaamse Adviesraad voor Innoveren en Ondernemen (VARIO)"),
    ):
        assert title.casefold() in found
        assert f"source or author: {source}".casefold() in found


def test_the_country_has_its_feed(client, db):
    feed = feedparser.parse(client.get("/countries/be/feed.rss").getvalue())

    assert feed.feed.title == "Belgium | Bluestem"
    assert {"Together 4 STEM", "STEM skills for the future of Europe", "Choosing STEM"} <= {
        entry.title for entry in feed.entries
    }
