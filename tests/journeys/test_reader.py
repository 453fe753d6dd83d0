"""A reader's way: home, country, facets, sheet, feed, export, and a search with a typing error."""

from __future__ import annotations

import csv
import io

import feedparser

from tests.reading import Element, body_of, form_data, read_page


class Reader:
    """Somebody who only follows links and fills in forms."""

    def __init__(self, client) -> None:
        self.client = client
        self.page = Element("")

    def open(self, address: str) -> Element:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        self.page = read_page(answer)
        return self.page

    def follow(self, words: str) -> Element:
        """Follow the first link that begins with these words."""
        return self.open(next(link["href"] for link in self.page.find_all("a") if link.text.startswith(words)))

    def send(self, form: Element, **values: str | list[str]) -> Element:
        """Fill in a form and send it, as a browser without scripts does."""
        answer = self.client.get(form["action"], {**form_data(form), **values})
        assert answer.status_code == 200
        self.page = read_page(answer)
        return self.page

    def found(self) -> int:
        return int(self.page.find("div", role="status").text.split()[0])

    def titles(self) -> list[str]:
        return [heading.text for heading in self.page.find("ul", "rows").find_all("h3")]


def test_from_the_home_page_to_a_file_and_back_by_a_typing_error(client, db):
    reader = Reader(client)

    # Home, then Belgium on the map, then all its programmes
    reader.open("/")
    reader.follow("BE, Belgium")
    assert reader.page.find("h1").text == "Belgium"
    reader.open(next(tab["href"] for tab in reader.page.find("nav", "tabs").find_all("a") if "Programmes" in tab.text))
    everything = reader.found()

    # Two facets narrow the list; the address holds them
    reader.send(reader.page.find("main").find("form", role="search"), status=["active"], topic=["careers"])
    narrowed = reader.found()
    assert 0 < narrowed < everything
    assert [chip.text for chip in reader.page.find_all("a", "chip")] == [
        "Remove: Careers and guidance",
        "Remove: Active",
    ]
    assert "Together 4 STEM" in reader.titles()

    # The sheet of a programme, with its number and its evidence
    sheet = reader.follow("Together 4 STEM")
    assert sheet.find("h1").text == "Together 4 STEM"
    assert "Evidence 2 of 5: reach is counted" in sheet.text


def test_a_list_leaves_as_feed_and_file_with_its_filters(client, db):
    reader = Reader(client)
    reader.open("/countries/be/programmes/?status=active&topic=careers")
    titles = set(reader.titles())

    links = {link.text: link["href"] for link in reader.page.find("section", "box").find_all("a")}
    feed = feedparser.parse(client.get(links["RSS"]).getvalue())
    rows = list(csv.DictReader(io.StringIO(body_of(client.get(links["CSV"])), newline="")))

    assert len(titles) == reader.found() < 20
    assert {entry.title for entry in feed.entries} == titles
    assert len(rows) == len(titles)
    assert {row["status"] for row in rows} == {"active"}


def test_a_search_with_a_typing_error_finds_what_was_meant(client, db):
    reader = Reader(client)
    reader.open("/")
    reader.send(reader.page.find("main").find("form", role="search"), q="climat toolkitt")

    assert "Climate Education Toolkit" in reader.titles()
    assert reader.follow("Climate Education Toolkit").find("h1").text == "Climate Education Toolkit"


def test_the_same_way_in_another_language(client, db):
    reader = Reader(client)
    reader.open("/")
    french = next(
        link["href"] for link in reader.page.find("nav", id="languages").find_all("a") if link["lang"] == "fr"
    )
    reader.open(french)
    reader.follow("BE, Belgique")
    assert reader.page.find("h1").text == "Belgique"

    reader.open("/fr/publications/kiezen-voor-stem/")
    assert reader.page.find("h1").text == "Choisir les STEM"
    assert reader.page.find("html")["lang"] == "fr"
