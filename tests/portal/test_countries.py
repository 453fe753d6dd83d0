"""Pages about countries."""

from __future__ import annotations

import pytest

from bluestem.network.api import CountryProfile, Organisation, save_country_profile
from bluestem.portal.queries import types_by_country
from bluestem.programmes.api import Programme
from bluestem.vocabularies.api import COUNTRIES
from tests.factories.records import new_organisation, new_profile, new_programme
from tests.reading import read_page


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_a_page_a_feed_and_a_plate(client, db, code):
    page = read_page(client.get(f"/countries/{code}/"))

    assert page.find("h1").text == COUNTRIES[code].name
    assert page.find("title").text == f"{COUNTRIES[code].name} | Bluestem"
    feed, plate = client.get(f"/countries/{code}/feed.rss"), client.get(f"/countries/{code}/plate.svg")
    assert (feed.status_code, plate.status_code) == (200, 200)
    assert feed.getvalue().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("EL", "gr"), ("el", "gr"), ("UK", "gb"), ("uk", "gb"), ("GB", "gb"), ("Be", "be"), ("EU", "eu")],
)
@pytest.mark.parametrize("rest", ["", "programmes/", "plate.svg", "feed.atom"])
def test_other_spellings_lead_to_the_one_address(client, db, typed, code, rest):
    answer = client.get(f"/countries/{typed}/{rest}?q=x&page=2")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/countries/{code}/{rest}?q=x&page=2")


def test_in_another_language_the_one_address_is_in_that_language(client, db):
    assert client.get("/fr/countries/EL/").headers["Location"] == "/fr/countries/gr/"


@pytest.mark.parametrize("code", ["xx", "belgium", "b", "bel", "%00", "..", "٣", "be%20or%201", "[be]"])
@pytest.mark.parametrize("rest", ["", "programmes/", "plate.svg", "feed.rss"])
def test_an_unknown_country_answers_404(client, db, code, rest):
    assert client.get(f"/countries/{code}/{rest}").status_code == 404


@pytest.mark.parametrize("records", ["cakes", "programme", "courses", "programmes-2"])
def test_an_unknown_kind_of_records_answers_404(client, db, records):
    assert client.get(f"/countries/be/{records}/").status_code == 404


def test_the_form_beside_the_map_leads_to_a_country(client, db):
    page = read_page(client.get("/countries/"))

    assert page.find("select", id="c").find_all("option")[0]["value"] == "eu"
    assert client.get("/countries/?c=be").headers["Location"] == "/countries/be/"
    assert client.get("/countries/?c=EL").headers["Location"] == "/countries/gr/"


@pytest.mark.parametrize("typed", ["xx", "", "%00", "be&c=xx"])
def test_choosing_no_country_answers_404(client, db, typed):
    assert client.get(f"/countries/?c={typed}").status_code == 404


def test_the_list_beside_the_map_says_the_same(client, db):
    page = read_page(client.get("/countries/"))

    listed = {
        item.find("a")["href"]: item.find(classname="meta").text for item in page.find("ul", "columns").find_all("li")
    }
    tiles = {tile["href"]: tile.find(classname="v").text for tile in page.find("ul", "tiles").find_all("a")}
    assert set(listed) == set(tiles) == {f"/countries/{code}/" for code in COUNTRIES}
    assert {href: words.split()[0] for href, words in listed.items()} == {
        href: words.split()[0] for href, words in tiles.items()
    }


def test_a_country_shows_its_newest_records_and_the_way_to_all(client, db):
    page = read_page(client.get("/countries/be/"))

    belgian = [p for p in Programme.objects.public() if "be" in (p.country, *p.also_active_in)]
    links = {link.text: link["href"] for link in page.find_all("a")}
    assert links[f"All {len(belgian)}"] == "/countries/be/programmes/"
    dates = {p.reading().title: p.published_at for p in belgian}
    newest = sorted(belgian, key=lambda p: p.published_at, reverse=True)[:5]
    shown = [row.find("h3").text for row in page.find_all("ul", "rows")[0].find_all("li")]
    assert [dates[title] for title in shown] == [p.published_at for p in newest]


def test_tabs_count_what_the_lists_hold(client, db):
    page = read_page(client.get("/countries/be/"))

    tabs = {tab["href"]: tab.find(classname="n").text for tab in page.find("nav", "tabs").find_all("a")[1:]}
    assert list(tabs) == [f"/countries/be/{path}/" for path in ("programmes", "publications", "organisations")]
    for address, count in tabs.items():
        listed = read_page(client.get(address))
        assert listed.find("div", role="status").text == f"{count} results"
        assert listed.find("nav", "tabs").find("a", aria_current="page")["href"] == address


def test_a_list_of_a_country_does_not_offer_the_country_again(client, db):
    page = read_page(client.get("/countries/be/programmes/?country=fi&status=active"))

    assert page.find_all("input", name="country") == []
    names = {heading.text for row in page.find("ul", "rows").find_all("li") for heading in row.find_all("h3")}
    belgian = {p.reading().title for p in Programme.objects.public() if "be" in (p.country, *p.also_active_in)}
    assert names <= belgian


def test_the_profile_says_whom_to_ask(client, editor):
    CountryProfile.objects.filter(country="is").delete()
    contact = Organisation.objects.get(slug="csr-europe")
    profile = new_profile(national_contact=contact, member_since=2012, ministries="Ministry", local_networks=["A", "B"])
    save_country_profile(profile=profile, actor=editor)

    text = read_page(client.get("/countries/is/")).text

    for words in ("Schools in Iceland teach science", "CSR Europe", "2012", "Ministry", "A, B"):
        assert words in text


def test_a_country_without_anything_says_so(client, db):
    somewhere = {code for t in types_by_country() for record in t.public() for code in record_codes(record)}
    empty = next(code for code in COUNTRIES if code not in somewhere)

    page = read_page(client.get(f"/countries/{empty}/"))

    assert f"Nothing about {COUNTRIES[empty].name} yet" in page.text
    assert page.find_all("img", "plate") == []


def record_codes(record) -> list[str]:
    own = [record.country] if hasattr(record, "country") else record.countries
    return [*own, *getattr(record, "also_active_in", [])]


@pytest.mark.parametrize(("address", "queries"), [("/countries/xk/", 3), ("/countries/xk/programmes/", 2)])
def test_a_country_page_costs_the_same_for_one_record_and_for_many(client, publish, count_queries, address, queries):
    owner = publish(new_organisation(country="xk"))
    numbers = []
    for more in (1, 8):
        for _ in range(more):
            publish(new_programme(owner))
        with count_queries() as counted:
            client.get(address)
        numbers.append(counted.number)

    assert numbers == [queries, queries], counted


def test_a_country_without_records_costs_one_query(client, db, count_queries):
    with count_queries() as counted:
        client.get("/countries/xk/")

    assert counted.number <= 2, counted


def test_names_in_the_countrys_own_languages_say_their_language(client, db):
    page = read_page(client.get("/countries/be/"))

    names = page.find("p", "names").find_all("span")
    assert [(name["lang"], name.text) for name in names] == [("nl", "België"), ("fr", "Belgique"), ("de", "Belgien")]
