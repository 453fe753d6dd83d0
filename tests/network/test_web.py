"""The page of an organisation."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import State
from bluestem.network.api import save_organisation
from bluestem.programmes.api import Funder, Partner, save_programme
from tests.factories.records import new_organisation, new_programme
from tests.reading import read_page

ADDRESS = "/organisations/csr-europe/"
LAB = {
    "slug": "lab",
    "name": "Open Lab & Co",
    "acronym": "OLC",
    "kind": "museum",
    "city": "Liège",
    "website": "https://lab.example/",
    "founded": 1999,
    "member_since": 2010,
    "topics": ["science"],
    "languages": ["fr", "nl"],
    "pic": "123456789",
    "ror": "https://ror.org/012345678",
    "description": "<p>Visitors build <strong>machines</strong>.</p>",
}
LAB_FACTS = {
    "Short name": "OLC",
    "Kind": "Museum or science centre",
    "City": "Liège",
    "Country": "Belgium",
    "Founded": "1999",
    "Member since": "2010",
    "Topics": "Science",
    "Languages": "French, Dutch",
    "Website": "lab.example",
    "PIC": "123456789",
    "ROR": "https://ror.org/012345678",
}


def test_the_page_says_what_is_known(client, editor, now):
    organisation = new_organisation(**LAB)
    save_organisation(organisation=organisation, actor=editor, now=now)

    page = read_page(client.get("/organisations/lab/"))

    assert page.find("title").text == "Open Lab & Co | Bluestem"
    assert page.find("h1").text == "Open Lab & Co"
    facts = {pair.find("dt").text: pair.find("dd").text for pair in page.find("dl").find_all("div")}
    assert facts == LAB_FACTS
    assert "Visitors build machines ." not in page.text
    assert "Visitors build machines." in page.text


def test_what_is_not_known_is_left_out(client, editor, now):
    save_organisation(organisation=new_organisation(slug="bare"), actor=editor, now=now)

    page = read_page(client.get("/organisations/bare/"))

    assert [term.text for term in page.find("dl").find_all("dt")] == ["Kind", "Country"]
    assert page.find_all("h2", id="about") == []


@pytest.mark.parametrize("part", ["runs", "takes part in", "pays for"])
def test_the_page_lists_the_programmes_that_the_organisation(client, editor, now, organisation, part):
    other = save_organisation(organisation=new_organisation(), actor=editor, now=now)
    programme = new_programme(organisation if part == "runs" else other, name="Machines at school")
    if part == "takes part in":
        programme.partners = [Partner(organisation=organisation)]
    if part == "pays for":
        programme.funders = [Funder(name="CSR Europe", organisation=organisation)]
    save_programme(programme=programme, actor=editor, now=now)

    panel = read_page(client.get(ADDRESS)).find("section", id="programmes")

    assert [link.text for link in panel.find_all("a")].count("Machines at school") == 1


def test_an_organisation_without_programmes_has_no_panel(client, editor, now):
    save_organisation(organisation=new_organisation(slug="bare"), actor=editor, now=now)

    assert read_page(client.get("/organisations/bare/")).find_all("section", id="programmes") == []


@pytest.mark.parametrize("slug", ["nowhere", "csr-europe-2", "draft-one"])
def test_what_is_not_there_answers_404(client, editor, now, slug):
    save_organisation(organisation=new_organisation(slug="draft-one", state=State.DRAFT), actor=editor, now=now)

    answer = client.get(f"/organisations/{slug}/")

    assert answer.status_code == 404
    assert read_page(answer).find("h1").text == "There is nothing at this address"


def test_a_withdrawn_organisation_says_so(client, organisation, editor, now):
    organisation.state = State.WITHDRAWN
    organisation.withdrawn_because = "It was dissolved in 2025."
    save_organisation(organisation=organisation, actor=editor, now=now)

    answer = client.get(ADDRESS)

    page = read_page(answer)
    assert answer.status_code == 410
    assert "This record was withdrawn on Sunday 22 November 2026" in page.text
    assert "It was dissolved in 2025." in page.text
    assert organisation.summary not in page.text


def test_the_page_costs_the_same_for_one_programme_and_for_many(client, editor, now, count_queries):
    organisation = save_organisation(organisation=new_organisation(slug="busy"), actor=editor, now=now)
    numbers = []
    for wanted in (1, 12):
        there = 0 if wanted == 1 else 1
        for _ in range(wanted - there):
            save_programme(programme=new_programme(organisation), actor=editor, now=now)
        with count_queries() as counted:
            assert client.get("/organisations/busy/").status_code == 200
        numbers.append(counted.number)

    assert numbers == [3, 3], counted


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_page_is_only_read(client, db, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
