"""Editors keep organisations and country profiles in the admin."""

from __future__ import annotations

from bluestem.network.api import CountryProfile, Organisation
from tests.administration import AdminForm, after, errors_in, formatted
from tests.reading import read_page


def test_a_changed_organisation_is_public_at_once(editing, client, organisation, published):
    form = AdminForm.open(editing, f"/admin/organisations/edit/{organisation.pk}/")
    form.fill(name="Quasar Europe", description=formatted("All about quasars."), languages=["en", "fr"])

    with published():
        answer = form.send()

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/organisations/")
    page = read_page(client.get("/organisations/csr-europe/"))
    assert page.find("h1").text == "Quasar Europe"
    assert "All about quasars." in page.text
    assert "Quasar Europe" in read_page(client.get("/organisations/?q=quasar")).text
    organisation.refresh_from_db()
    assert set(organisation.languages) == {"en", "fr"}


def test_a_pic_that_is_taken_is_explained(editing, organisation):
    Organisation.objects.exclude(pk=organisation.pk).filter(slug="vario").update(pic="123456789")
    form = AdminForm.open(editing, f"/admin/organisations/edit/{organisation.pk}/")
    form.fill(pic="123456789")

    answer = form.send()

    assert [sentence for sentence in errors_in(answer) if "pic" in sentence.lower()] != []
    assert after(answer).data["pic"] == ["123456789"]
    organisation.refresh_from_db()
    assert organisation.pic != "123456789"


def test_a_changed_country_profile_is_public_at_once(editing, client, organisation, published):
    profile = CountryProfile.objects.get(country="be")
    form = AdminForm.open(editing, f"/admin/countries/edit/{profile.pk}/")
    form.fill(lead="Belgium has two suns now.", national_contact=str(organisation.pk))

    with published():
        assert form.send().status_code == 302

    page = read_page(client.get("/countries/be/"))
    assert "Belgium has two suns now." in page.text
    asked = next(pair for pair in page.find_all("div") if pair.text.startswith("National contact"))
    assert asked.find("a")["href"] == "/organisations/csr-europe/"


def test_local_networks_are_a_list_of_names(editing, db):
    profile = CountryProfile.objects.get(country="be")
    form = AdminForm.open(editing, f"/admin/countries/edit/{profile.pk}/")
    form.fill(local_networks="not a list")

    answer = form.send()

    assert answer.status_code == 200
    assert errors_in(answer) != []


def test_a_member_changes_nothing(signed_in, editing, organisation):
    profile = CountryProfile.objects.get(country="be")
    before = profile.lead
    form = AdminForm.open(editing, f"/admin/countries/edit/{profile.pk}/")
    form.fill(lead="Something else")
    form.client = signed_in

    assert form.send().status_code == 302

    profile.refresh_from_db()
    assert profile.lead == before
