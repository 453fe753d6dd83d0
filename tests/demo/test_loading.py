"""The sample network is loaded through services, once; what is there already stays as it is."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from bluestem.accounts.api import User
from bluestem.catalogue.api import registry
from bluestem.demo.loading import PASSWORD, load_sample_network
from bluestem.demo.reading import read
from bluestem.ledger.api import LedgerEntry
from bluestem.library.api import Publication
from bluestem.network.api import CountryProfile, Organisation
from bluestem.network.models import NetworkMembership, OrganisationMembership
from bluestem.programmes.api import Indicator, Partner, Programme, Reach

TABLES = (
    *(Organisation, CountryProfile, Programme, Publication, User, Indicator, Reach, Partner),
    *(NetworkMembership, OrganisationMembership, LedgerEntry),
)
KINDS = ("organisations", "people", "countries", "programmes", "publications", "pages", "submissions")


def sizes() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in TABLES}


def silence(_line: str) -> None:
    """Nobody listens."""


def test_everything_in_the_files_is_there(db):
    found = sizes()

    assert found["Organisation"] == len(read("organisations"))
    assert found["CountryProfile"] == len(read("countries"))
    assert found["Programme"] == len(read("programmes"))
    assert found["Publication"] == len(read("publications"))
    assert found["User"] == len(read("people"))
    assert found["Indicator"] == sum(len(row.get("indicators", [])) for row in read("programmes"))
    assert found["Reach"] == sum(len(row.get("reach", [])) for row in read("programmes"))
    assert found["Partner"] == sum(len(row.get("partners", [])) for row in read("programmes"))


def test_loading_again_adds_nothing_and_keeps_what_was_typed_in(db, now):
    Programme.objects.filter(slug="together-4-stem").update(name="An edited title")
    before, lines = sizes(), []

    loaded = load_sample_network(now=now, say=lines.append)

    assert loaded.added == {}
    assert lines == [f"{kind}: 0 added" for kind in KINDS]
    assert sizes() == before
    assert Programme.objects.get(slug="together-4-stem").name == "An edited title"


def test_what_was_deleted_comes_back_and_nothing_else(db, now):
    Publication.objects.filter(slug="kiezen-voor-stem").delete()

    assert load_sample_network(now=now, say=silence).added == {"publications": 1}
    assert Publication.objects.filter(slug="kiezen-voor-stem").count() == 1


def test_every_record_is_public_dated_and_not_from_the_future(db, now):
    for record_type in registry:
        assert record_type.model.objects.count() == record_type.public().count()
        if record_type.name == "page":
            continue  # Wagtail publishes pages by the clock of the machine
        dates = record_type.public().values_list("published_at", "changed_at")
        assert all(published == changed <= now for published, changed in dates)


def test_samples_say_that_they_are(db):
    invented = {row["slug"] for row in read("programmes") if row.get("sample")}

    assert set(Programme.objects.filter(is_sample=True).values_list("slug", flat=True)) == invented


@pytest.mark.parametrize("part", ["indicators", "funders", "workstreams"])
def test_parts_are_as_in_the_files_and_in_their_order(db, part):
    for row in read("programmes"):
        programme = Programme.objects.get(slug=row["slug"])
        names = [wanted.get("name", wanted.get("title")) for wanted in row.get(part, [])]
        assert [str(stored) for stored in getattr(programme, part).all()] == names


def signs_in(row: dict) -> Client:
    client = Client()
    client.post("/account/sign-in/", {"login": row["email"], "password": PASSWORD})
    return client


@pytest.mark.parametrize("row", read("people"), ids=lambda row: row["role"])
def test_everybody_can_sign_in(db, settings, row):
    settings.DEMO = True

    assert signs_in(row).get("/me/").status_code == 200


@pytest.mark.parametrize("row", read("people"), ids=lambda row: row["role"])
def test_outside_a_sample_network_editors_and_administrators_set_up_a_second_factor_first(db, row):
    answer = signs_in(row).get("/me/")

    held_up = row["role"] in ("editor", "administrator")
    assert (answer.status_code, answer.headers.get("Location")) == (
        (302, "/account/second-factor/") if held_up else (200, None)
    )


def test_the_command_says_what_it_did(db):
    out = StringIO()

    call_command("demo_load", stdout=out)

    assert out.getvalue().splitlines() == [*(f"{kind}: 0 added" for kind in KINDS), "The sample network is ready."]


def test_the_sign_ins_are_printed(db):
    out = StringIO()

    call_command("demo_accounts", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == f"Sign-ins, all with the password {PASSWORD}"
    assert [line.split()[:2] for line in lines[1:]] == [[row["email"], row["role"]] for row in read("people")]
