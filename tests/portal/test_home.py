"""The home page: what the network is, what is new, ways in, figures, map."""

from __future__ import annotations

from bluestem.catalogue.api import registry
from bluestem.library.api import Publication
from bluestem.portal.figures import home_figures
from bluestem.portal.queries import programmes_by_country
from bluestem.programmes.api import Programme
from bluestem.vocabularies.api import COUNTRIES
from tests.factories.records import new_programme
from tests.reading import body_of, read_page


def test_the_first_screen_says_what_this_is_and_offers_a_search(client, db):
    page = read_page(client.get("/"))

    assert page.find("title").text == "From activity to evidence | Bluestem"
    form = page.find("form", role="search")
    assert form["action"] == "/search/"
    assert page.find("label", _for=form.find("input", name="q")["id"]).text == "Search everything"


def test_panels_show_the_newest_of_each_kind(client, db):
    page = read_page(client.get("/"))

    names = {panel["id"] for panel in page.find_all("div") if panel.get("id").startswith("latest-")}
    assert names == {"latest-programme", "latest-publication", "latest-organisation"}
    for record_type in (registry[name.removeprefix("latest-")] for name in names):
        panel = page.find("div", id=f"latest-{record_type.name}")
        newest = record_type.public().order_by("-published_at")
        titles = [heading.text for heading in panel.find_all("h3")]
        dates = {record_type.title(record): record.published_at for record in newest}
        assert [dates[title] for title in titles] == [record.published_at for record in newest[:4]]
        assert f"All {newest.count()}" in panel.text


def test_a_new_record_stands_on_the_home_page_at_once(client, organisation, publish):
    publish(new_programme(organisation, name="Quasars at school"))

    panel = read_page(client.get("/")).find("div", id="latest-programme")

    assert panel.find_all("h3")[0].text == "Quasars at school"


def test_figures_are_those_of_the_tables(db):
    programmes = list(Programme.objects.public())
    levels = [programme.computed_evidence().level for programme in programmes]
    countries = {code for p in programmes for code in (p.country, *p.also_active_in)} - {"eu"}

    figures = home_figures(programmes_by_country())

    assert [figure.value for figure in figures] == [
        str(len(programmes)),
        str(len([level for level in levels if level >= 4])),
        str(len([level for level in levels if level in (2, 3)])),
    ]
    assert figures[0].meta == f"in {len(countries)} countries"


def test_every_figure_opens_the_list_it_was_counted_from(client, db):
    page = read_page(client.get("/"))

    figures = page.find("ul", "figures").find_all("li")[:3]
    assert len(figures) == 3
    for item in figures:
        listed = read_page(client.get(item.find("a")["href"]))
        assert listed.find("div", role="status").text == f"{item.find(classname='bignum').text} results"


def test_downloads_on_the_home_page_are_those_of_the_ledger(client, db):
    downloads = sum(Publication.objects.values_list("downloads", flat=True))

    assert f"{downloads:,}".replace(",", "\u202f") in [
        number.text for number in read_page(client.get("/")).find_all(classname="bignum")
    ]


def test_the_map_leads_to_every_country_and_says_its_number(client, db):
    found = programmes_by_country()

    tiles = read_page(client.get("/")).find("ul", "tiles").find_all("a")

    assert {tile["href"] for tile in tiles} == {f"/countries/{code}/" for code in COUNTRIES}
    belgium = next(tile for tile in tiles if tile["href"] == "/countries/be/")
    assert belgium.text.startswith(f"BE, Belgium: {found['be']}")


def test_the_meadow_says_in_words_what_it_draws(client, db):
    image = next(i for i in read_page(client.get("/")).find_all("img") if i["src"].startswith("/meadow.svg"))

    grown = {code: count for code, count in programmes_by_country().items() if code != "eu"}
    assert f"one plant for each of {len(grown)} countries" in image["alt"]
    assert f"with {max(grown.values())} programmes" in image["alt"]
    answer = client.get(image["src"])
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert body_of(answer).count("<text") >= len(grown)


def test_the_home_page_costs_the_same_for_few_and_for_many_records(client, organisation, publish, count_queries):
    numbers = []
    for _ in range(2):
        for _record in range(5):  # more than the panel shows, so that none of it is in another language
            publish(new_programme(organisation))
        with count_queries() as counted:
            client.get("/")
        numbers.append(counted.number)

    assert numbers[0] == numbers[1] <= 6, counted


def test_an_htmx_or_json_reader_gets_the_same_page(client, db):
    plain = client.get("/").content

    assert client.get("/", headers={"HX-Request": "true"}).content == plain
    assert client.get("/", headers={"Accept": "application/json"}).content == plain
