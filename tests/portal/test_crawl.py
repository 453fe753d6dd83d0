"""Every internal link answers, and every page keeps the same few promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from bluestem.interfaces.journal import follow_changes
from bluestem.library.api import Publication
from tests.crawling import Crawler, Visit, route_of
from tests.reading import Element, read_html

# Pages that a reader meets by links from the home page
ROUTES = {
    *("portal:home", "portal:search", "portal:countries", "portal:country", "portal:country_list"),
    *("portal:country_feed", "portal:country_plate", "portal:meadow", "portal:evidence", "portal:open_data"),
    *("catalogue:programme_list", "catalogue:programme_feed", "catalogue:programme_export"),
    *("catalogue:publication_list", "catalogue:organisation_list", "catalogue_permanent:record"),
    *("programmes:programme_detail", "programmes:programme_plate", "programmes:programme_thumb"),
    *("library:publication_detail", "library:publication_file", "network:organisation_detail"),
    "accounts:sign_in",
}


# Answers that are neither a page nor a way on: the provider of the settings for tests answers nobody.
STATUSES = {"openid_connect_login": 401}


def problems_of(visit: Visit, language: str) -> Iterator[str]:
    """What is wrong with an answer, in sentences."""
    wanted = STATUSES.get(route_of(urlsplit(visit.address).path))
    if visit.response.status_code not in ((wanted,) if wanted else (200, 302)):
        yield f"answers {visit.response.status_code} (link on {visit.found_on})"
    if visit.page is None or visit.response.status_code != 200:
        return
    page = visit.page
    headings = page.find_all("h1")
    titles = [title.text for title in page.find("head").find_all("title")]
    if len(headings) != 1:
        yield f"{len(headings)} first headings"
    if len(titles) != 1 or not titles[0].endswith(" | Bluestem") or titles[0] == "| Bluestem":
        yield f"is titled {titles}"
    if page.find("html").get("lang") != language:
        yield f"says it is in {page.find('html').get('lang')!r}"
    yield from (f"the id {name!r} stands {count} times" for name, count in repeated_ids(page).items())
    yield from (problem for element in page.find_all() for problem in problems_of_element(element))
    yield from (f"the fragment #{name} leads nowhere" for name in missing_targets(page))


def repeated_ids(page: Element) -> dict[str, int]:
    counted = Counter(element["id"] for element in page.find_all() if "id" in element.attributes)
    return {name: count for name, count in counted.items() if count > 1}


def missing_targets(page: Element) -> set[str]:
    ids = {element.get("id") for element in page.find_all()}
    named = {link["href"][1:] for link in page.find_all("a") if link.get("href").startswith("#")}
    labelled = {e[name] for e in page.find_all() for name in ("for", "aria-labelledby") if name in e.attributes}
    return (named | {part for value in labelled for part in value.split()}) - ids


def problems_of_element(element: Element) -> Iterator[str]:
    if "style" in element.attributes or element.tag == "style":
        yield f"a style on <{element.tag}>"
    if [name for name in element.attributes if name.startswith("on")]:
        yield f"a script on <{element.tag}>"
    if element.tag == "script" and "src" not in element.attributes and element.get("type") != "application/ld+json":
        yield "an inline script"
    if element.tag in ("a", "button") and not (element.text or element.get("aria-label") or has_alt(element)):
        yield f"an empty <{element.tag} {element.get('href')}>"
    if element.tag == "a" and not element.get("href"):
        yield f"a link without address: {element.text}"
    if element.tag == "img" and "alt" not in element.attributes:
        yield f"a picture without alternative: {element.get('src')}"


def has_alt(element: Element) -> bool:
    return any(image.get("alt") for image in element.find_all("img"))


@pytest.mark.parametrize("language", ["en", "fr", "de", "nl"])
def test_every_link_answers_and_every_page_keeps_its_promises(client, db, now, language):
    follow_changes(now, seconds=600)  # the worker has made the list for harvesters
    whole = ("programmes:programme_detail",) if language == "en" else ()
    crawler = Crawler(client, language=language, examples=2 if language == "en" else 1, whole=whole)
    with override(language):
        starts = reverse("portal:home"), Publication.objects.public().exclude(file="")[0].get_absolute_url()

    visits = list(crawler.visits(*starts))

    found = [f"{visit.address}: {problem}" for visit in visits for problem in problems_of(visit, language)]
    assert found == []
    assert crawler.routes >= ROUTES
    assert len(visits) > 50


BROKEN = """<!doctype html><html lang="fr"><head><title> | Bluestem</title></head><body id="a">
<h1>One</h1><h1>Two</h1><p id="a" style="color:red">x</p><a href="/"></a><a>nowhere</a><img src="/x">
<script>x()</script>
<a href="#gone">x</a><label for="field">x</label><button onclick="x()">x</button></body></html>"""


def test_a_broken_page_would_be_noticed():
    visit = Visit("/", "the beginning", HttpResponse(BROKEN), BROKEN, read_html(BROKEN))

    assert sorted(problems_of(visit, "en")) == sorted(
        [
            "2 first headings",
            "is titled ['| Bluestem']",
            "says it is in 'fr'",
            "the id 'a' stands 2 times",
            "a style on <p>",
            "an empty <a />",
            "a link without address: nowhere",
            "a picture without alternative: /x",
            "an inline script",
            "the fragment #field leads nowhere",
            "the fragment #gone leads nowhere",
            "a script on <button>",
        ]
    )


def test_a_dead_link_would_be_noticed(client, db):
    visit = next(Crawler(client).visits("/nowhere/"))

    assert list(problems_of(visit, "en")) == ["answers 404 (link on the beginning)"]
