"""What is not public is told nowhere: a word stands in drafts and withdrawn records, and the whole site is searched."""

from __future__ import annotations

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from bluestem.catalogue.api import PublicRecord, State
from bluestem.network.api import CountryProfile, Organisation, save_country_profile
from bluestem.programmes.api import Funder, Indicator, Partner, Programme, Reach, Workstream
from tests.crawling import Crawler
from tests.factories.records import new_organisation, new_profile, new_programme, new_publication
from tests.reading import read_page

SECRET = "zyxquasar"
SLIP = "zyxquasat"
LISTS = ["search", "programmes", "publications", "organisations"]
# Everywhere that a record of Iceland about science could turn up, beside what links lead to
PLACES = [
    *("/", "/meadow.svg", "/countries/is/", "/countries/is/plate.svg", "/countries/is/programmes/"),
    *("/countries/is/publications/", "/countries/is/organisations/", "/organisations/icebergs/"),
    *("/programmes/public-sheet/", "/publications/public-paper/"),
    *(f"/countries/is/feed.{extension}" for extension in ("rss", "atom", "json")),
    *(
        f"/{path}/?{query}"
        for path, query in product(LISTS, ("country=is", "topic=science", "sort=title", f"q={SLIP}"))
    ),
    *(f"/{path}/feed.{extension}" for path, extension in product(LISTS, ("rss", "atom", "json"))),
    *(f"/{path}/export.{extension}" for path, extension in product(LISTS, ("csv", "json"))),
]


def told(client, places=PLACES) -> set[str]:
    """Give the addresses whose answer holds the word. None of them holds it itself, so no answer can echo it."""
    return {address for address in places if SECRET in client.get(address).getvalue().decode().lower()}


@pytest.fixture
def owner(publish) -> Organisation:
    """A public organisation of Iceland, with a page to show things on."""
    CountryProfile.objects.filter(country="is").delete()
    return publish(new_organisation(slug="icebergs", country="is", topics=["science"]))


def secret_records(owner: Organisation) -> list[PublicRecord]:
    """A sheet, a publication and an organisation with the word in every text."""
    names = ("name", "summary", "description", "impact", "impact_measured", "strategy_name", "budget_text")
    programme = new_programme(owner, slug="hidden-sheet", topics=["science"], **dict.fromkeys(names, SECRET))
    programme.funders, programme.partners = [Funder(name=SECRET)], [Partner(organisation=owner)]
    programme.reach = [Reach(year=2025, what=SECRET, actual=10)]
    programme.indicators = [Indicator(name=SECRET, kind="control", measured_by=SECRET, actual=1, answers=50)]
    programme.workstreams = [Workstream(title=SECRET)]
    about = {"organisation": owner, "countries": ["is"], "topics": ["science"]}
    texts = dict.fromkeys(("title", "authors", "abstract", "licence"), SECRET)
    where = {"country": "is", "topics": ["science"]}
    words = dict.fromkeys(("name", "acronym", "city", "summary", "description"), SECRET)
    return [programme, new_publication(slug="hidden-paper", **about, **texts), new_organisation(**where, **words)]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_records_that_are_not_public_are_told_nowhere(client, owner, publish, state):
    records = [publish(record) for record in secret_records(owner)]
    before = told(client)
    for record in records:
        record.state = state
        publish(record)

    crawled = {v.address for v in Crawler(client, examples=1).visits("/countries/is/") if SECRET in v.text.lower()}
    assert crawled == told(client) == set()
    # The same places did tell of them while they were public.
    shown = {"/programmes/feed.rss", "/publications/export.csv", "/organisations/?country=is", "/search/?q=zyxquasat"}
    assert before >= {"/countries/is/", "/organisations/icebergs/", *shown}


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_searching_for_what_is_not_public_finds_nothing(client, owner, publish, state):
    for record in secret_records(owner):
        record.state = state
        publish(record)

    for path in LISTS:
        page = read_page(client.get(f"/{path}/?q={SECRET}"))
        assert "Nothing fits these words and filters" in page.text, path


@pytest.mark.parametrize("part", ["partner", "funder", "publisher", "contact"])
def test_an_organisation_that_is_not_public_is_named_nowhere(client, owner, publish, editor, part):
    hidden = publish(new_organisation(name=SECRET, country="is", state=State.DRAFT))
    programme = new_programme(owner, slug="public-sheet", country="is")
    programme.partners = [Partner(organisation=hidden)] if part == "partner" else []
    programme.funders = [Funder(name="A funder", organisation=hidden)] if part == "funder" else []
    publish(programme)
    publisher = hidden if part == "publisher" else None
    publish(new_publication(slug="public-paper", countries=["is"], organisation=publisher))
    contact = {"national_contact": hidden} if part == "contact" else {}
    save_country_profile(profile=new_profile(**contact), actor=editor)

    assert told(client) == set()
    assert client.get("/programmes/public-sheet/").status_code == 200


def test_a_sheet_is_not_published_before_its_organisation(publish):
    hidden = publish(new_organisation(state=State.DRAFT))
    programme = new_programme(hidden, slug="early-sheet")

    with pytest.raises(ValidationError) as refusal:
        publish(programme)

    assert list(refusal.value.message_dict) == ["organisation"]
    assert not Programme.objects.filter(slug="early-sheet").exists()
    hidden.state = State.PUBLISHED
    publish(hidden)
    assert publish(programme).is_public
