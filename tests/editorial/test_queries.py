"""Pages as readers get them: languages, contents, pictures, queries."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from wagtail.images.models import Image

from bluestem.editorial.api import EditorialPage, home_page, publish_home
from bluestem.editorial.queries import chosen_records, live_page, placed_links
from tests.editorial.conftest import picture_file
from tests.reading import read_page


def links_to_languages(page) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in page.find("nav", id="languages").find_all("a")}


def test_translations_lead_to_each_other(client, db):
    page = read_page(client.get("/fr/a-propos/"))

    assert links_to_languages(page) == {
        "en": "/about/",
        "de": "/de/ueber-uns/",
        "fr": "/fr/a-propos/",
        "nl": "/nl/over-ons/",
    }
    assert client.get("/fr/about/").status_code == 404


def test_a_page_in_one_language_tells_search_engines_of_no_other(client, db):
    page = read_page(client.get("/take-part/"))

    told = [link["hreflang"] for link in page.find_all("link", rel="alternate") if "hreflang" in link.attributes]
    assert told == ["en", "x-default"]
    assert links_to_languages(page)["fr"] == "/fr/"


def test_a_page_costs_the_same_for_one_block_and_for_many(client, write, count_queries):
    write("Short", body=[{"type": "heading", "value": "One"}])
    write("Long", body=[{"type": "heading", "value": f"Part {n}"} for n in range(30)])
    costs = []
    for address in ("/short/", "/long/"):
        client.get(address)
        with count_queries() as counted:
            client.get(address)
        costs.append(counted.number)

    assert costs == [2, 2]


def test_contents_have_an_anchor_for_every_heading(client, write):
    parts = [*({"type": "heading", "value": words} for words in ("Aims", "Aims", "Über uns")), *QUESTIONS]
    write("Long", body=parts)

    page = read_page(client.get("/long/"))

    anchors = [link["href"] for link in page.find("nav", classname="toc").find_all("a")]
    assert anchors == ["#aims", "#aims-2", "#uber-uns", "#questions-and-answers"]
    assert [
        f"#{heading['id']}" for heading in page.find("article").find_all("h2") if "id" in heading.attributes
    ] == anchors


QUESTIONS = [{"type": "questions", "value": [{"question": "Why?", "answer": "<p>Because.</p>"}]}]


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>x<script>alert(1)</script></p>",
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p onclick="alert(1)">x</p>',
        '<p><img src=x onerror="alert(1)">x</p>',
    ],
)
def test_what_editors_paste_is_cleaned_when_it_is_shown(client, write, hostile):
    write("Pasted", body=[{"type": "text", "value": hostile}, *QUESTIONS])

    assert "alert(1)" not in client.get("/pasted/").content.decode()


# Wagtail leaves the temporary file of a picture that it makes smaller to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_is_shown_in_two_sizes_with_its_text(client, write, editor):
    picture = Image.objects.create(title="Lab", description="A lab", file=ContentFile(picture_file().read(), "lab.jpg"))
    value = {
        "picture": {"image": picture.pk, "alt_text": "Two pupils", "decorative": False},
        "caption": "",
        "credit": "Ann",
    }
    write("Pictured", body=[{"type": "picture", "value": value}])

    image = read_page(client.get("/pictured/")).find("article").find("img")

    assert image["alt"] == "Two pupils"
    assert client.get(image["src"]).status_code == 200
    assert client.get("/media/images/nothing.webp").status_code == 404


def test_menus_show_placed_pages_in_their_language(client, db):
    assert [words for _order, words, _path in placed_links("network")] == ["About the network", "Take part"]
    with override("nl"):
        assert [path for _order, _words, path in placed_links("network")] == ["/nl/over-ons/"]


def test_the_home_page_stays_what_it_is_where_nothing_is_set(client, home, editor, published):
    before = read_page(client.get("/"))
    assert before.find("h1").text == "From activity to evidence"
    stream = type(home).highlights.field.stream_block
    home.notice, home.headline = "We have moved", "STEM for everybody"
    home.highlights = stream.to_python([{"type": "record", "value": {"kind": "programme", "slug": "stem-at-home"}}])
    with published():
        publish_home(home=home, actor=editor)

    page = read_page(client.get("/"))

    assert page.find("h1").text == "STEM for everybody"
    assert "We have moved" in page.text
    assert [record.slug for _type, record in chosen_records(home_page())] == ["stem-at-home"]
    assert page.find("ul", classname="doors").text == before.find("ul", classname="doors").text
    assert read_page(client.get("/fr/")).find("h1").text != "STEM for everybody"


def test_no_page_is_found_at_a_wrong_place(db):
    assert [live_page(place) for place in ("home", "about/about", "../about", "")] == [None] * 4
    assert isinstance(live_page("about"), EditorialPage)
