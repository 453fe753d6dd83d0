"""Search over everything, my space, explanations, open data."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from bluestem.catalogue.api import State, registry
from bluestem.network.api import Organisation, OrganisationRole, join_organisation
from bluestem.programmes.api import Programme
from tests.factories.records import new_organisation
from tests.reading import read_page


def test_search_goes_over_every_kind_of_record(client, db):
    page = read_page(client.get("/search/?q=stem"))

    kinds = {kind.text for kind in page.find_all("p", "kind")}
    assert kinds <= {"Programme", "Publication", "Organisation", "Page"}
    counted = {box["value"] for box in page.find_all("input", type="checkbox", name="kind")}
    assert counted == {"programme", "publication", "organisation", "page"}


@pytest.mark.parametrize("kind", ["programme", "publication", "organisation"])
def test_search_can_be_narrowed_to_a_kind(client, db, kind):
    page = read_page(client.get(f"/search/?kind={kind}"))

    links = [row.find("h3").find("a")["href"] for row in page.find("ul", "rows").find_all("li")]
    assert all(link.startswith(f"/{kind}s/") for link in links)
    assert page.find("div", role="status").text == f"{registry[kind].public().count()} results"


def test_the_title_of_a_search_repeats_its_words(client, db):
    assert read_page(client.get("/search/?q=robots+%26+code")).find("title").text == "Search: robots & code | Bluestem"
    assert read_page(client.get("/search/")).find("title").text == "Search | Bluestem"


def test_my_space_asks_to_sign_in_and_leads_back(client, db):
    answer = client.get("/fr/me/?a=1")

    location = urlsplit(answer.headers["Location"])
    assert (answer.status_code, location.path) == (302, "/fr/account/sign-in/")
    assert parse_qs(location.query) == {"next": ["/fr/me/?a=1"]}


def test_my_space_greets_and_lists_my_organisations(signed_in, organisation):
    answer = signed_in.get("/me/")

    page = read_page(answer)
    assert page.find("h1").text == "Hello, Mira Member"
    assert page.find("ul", "rows").find("a")["href"] == organisation.get_absolute_url()
    assert "Member, since 22 November 2026" in page.find("ul", "rows").text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_my_space_without_an_organisation_says_what_to_do(editing):
    assert "You belong to no organisation here" in read_page(editing.get("/me/")).text


@pytest.fixture
def join(member, administrator, publish, now):
    """Makes the member a manager of a new organisation in some state."""

    def joining(state: str = State.PUBLISHED) -> Organisation:
        other = publish(new_organisation(state=state))
        role = OrganisationRole.MANAGER
        join_organisation(person=member, organisation=other, role=role, actor=administrator, now=now)
        return other

    return joining


@pytest.mark.parametrize("state", State.values)
def test_every_organisation_in_my_space_can_be_opened_or_is_no_link(signed_in, join, state):
    other = join(state)

    own = read_page(signed_in.get("/me/")).find("main").find_all("section")[0]

    assert own.find("h2").text == "Your organisations"
    rows = own.find("ul", "rows")
    assert other.name in rows.text
    assert {signed_in.get(link["href"]).status_code for link in rows.find_all("a")} <= {200, 410}


@pytest.mark.parametrize("managed", [1, 8])
def test_my_space_costs_the_same_for_one_managed_organisation_and_for_many(signed_in, join, count_queries, managed):
    for _ in range(managed):
        join()

    with count_queries() as counted:
        assert signed_in.get("/me/").status_code == 200

    assert counted.number == 15, counted


def test_levels_are_explained_with_true_counts(client, db):
    page = read_page(client.get("/about/evidence/"))

    levels = [p.computed_evidence().level for p in Programme.objects.public()]
    rows = page.find("tbody").find_all("tr")
    assert len(rows) == 5
    for level, row in enumerate(rows, start=1):
        link = row.find("a")
        assert (link.text, link["href"]) == (str(levels.count(level)), f"/programmes/?evidence={level}")


def test_everything_that_leaves_is_named(client, db):
    page = read_page(client.get("/data/"))

    hrefs = {link["href"] for link in page.find("main").find_all("a")}
    for record_type in registry:
        files = [f"feed.{e}" for e in ("rss", "atom", "json")] + [f"export.{e}" for e in ("csv", "json")]
        assert {f"/{record_type.path}/{name}" for name in files} <= hrefs


@pytest.mark.parametrize("address", ["/search/", "/me/", "/about/evidence/", "/data/", "/", "/countries/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(signed_in, address, method):
    assert getattr(signed_in, method)(address).status_code == 405
