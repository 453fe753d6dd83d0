"""Editors keep sheets in the admin; saving goes through the service."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bluestem.programmes.api import Indicator, Partner, Programme, Reach, save_programme
from tests.administration import AdminForm, after, errors_in, formatted
from tests.factories.records import new_programme
from tests.reading import read_page

LIST = "/admin/programmes/"
EVERY_FORM = (
    "<p>One<br/>two <b>three</b> <i>four</i></p><h3>Five</h3><h4>Six</h4><ul><li>seven</li></ul>"
    '<ol><li>eight</li></ol><blockquote>nine</blockquote><p><a href="https://a.example/">ten</a></p>'
)


@pytest.fixture
def programme(editor, organisation, now) -> Programme:
    programme = new_programme(organisation, slug="machines", topics=["climate", "careers"])
    programme.partners = [Partner(organisation=organisation)]
    programme.reach = [Reach(year=2025, what="pupils", actual=40), Reach(year=2026, what="pupils")]
    return save_programme(programme=programme, actor=editor, now=now)


@pytest.fixture
def address(programme) -> str:
    return f"{LIST}edit/{programme.pk}/"


def fields_of(programme: Programme) -> dict[str, object]:
    """Everything a sheet says, its parts included, but not the numbers that keep rows in their places."""
    said = Programme.objects.get(pk=programme.pk).serializable_data()
    return {name: squeezed(value) for name, value in said.items() if name != "changed_at"}


def squeezed(value: object) -> object:
    """Line breaks between elements mean nothing, and the editor writes bold as <b>."""
    if isinstance(value, str):
        return re.sub(r">\s+<", "><", value.strip()).replace("strong>", "b>")
    if isinstance(value, list):
        return [squeezed(part) for part in value]
    if isinstance(value, dict):
        return {name: squeezed(part) for name, part in value.items() if name != "order"}
    return value


def test_the_list_holds_every_sheet(editing, db):
    page = editing.get(f"{LIST}?q=Together+4").content.decode()

    assert "Together 4 STEM" in page
    assert "BE-007" in page


def test_a_changed_sheet_is_public_at_once_in_page_and_list(editing, client, programme, address, published):
    form = AdminForm.open(editing, address)
    form.fill(name="Together for quasars", summary="Quasars for everyone.", description=formatted("All about quasars."))

    with published():
        answer = form.send()

    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    page = read_page(client.get("/programmes/machines/"))
    assert page.find("h1").text == "Together for quasars"
    assert "All about quasars." in page.text
    found = read_page(client.get("/programmes/?q=quasars"))
    assert "Together for quasars" in [link.text for link in found.find_all("a")]


def test_saving_without_a_change_changes_nothing(editing, db):
    programme = Programme.objects.get(slug="together-4-stem")
    before = fields_of(programme)

    AdminForm.open(editing, f"{LIST}edit/{programme.pk}/").send()

    assert fields_of(programme) == before


def test_the_first_topic_stays_the_first(editing, programme, address):
    Programme.objects.filter(pk=programme.pk).update(topics=["mathematics", "careers", "climate"])
    form = AdminForm.open(editing, address)
    form.fill(topics=["careers", "mathematics", "science"])

    form.send()

    assert Programme.objects.get(pk=programme.pk).topics == ["mathematics", "careers", "science"]


def test_saving_keeps_every_form_of_text_that_sheets_know(editing, editor, organisation, now):
    programme = save_programme(programme=new_programme(organisation, description=EVERY_FORM), actor=editor, now=now)
    before = Programme.objects.get(pk=programme.pk).description

    AdminForm.open(editing, f"{LIST}edit/{programme.pk}/").send()

    assert Programme.objects.get(pk=programme.pk).description == before


def test_boxes_and_rows_are_saved_and_the_level_follows(editing, programme, address):
    form = AdminForm.open(editing, address)
    figure = {
        "kind": "before-after",
        "measured_by": "Survey",
        "actual": "0.42",
        "answers": "64",
        "measured_on": "2026-05-04",
    }
    form.add_row("indicators", name="Interest in STEM", **figure)
    form.fill(topics=["science", "climate"], levels=["1"], reach__0__DELETE="on")
    reach = programme.reach.count()

    assert form.send().status_code == 302

    saved = Programme.objects.get(pk=programme.pk)
    indicator = Indicator.objects.get(programme=saved, name="Interest in STEM")
    assert (str(indicator.actual), indicator.answers, str(indicator.measured_on)) == ("0.42", 64, "2026-05-04")
    assert (saved.topics, saved.levels, saved.reach.count()) == (["climate", "science"], ["1"], reach - 1)
    assert saved.evidence_level == 4


WRONG = {
    "name": ("", "This field is required."),
    "slug": ("stem-action-plan-flanders", "Programme with this Address already exists."),
    "year_start": ("soon", "Enter a whole number."),
    "strategy_url": ("javascript:alert(1)", "Enter a valid URL."),
    "number": ("BE-001", "Programme with this Sheet number already exists."),
}


def test_wrong_values_stay_and_are_named(editing, programme, address):
    before = fields_of(programme)
    form = AdminForm.open(editing, address)
    form.fill(summary="Typed in with care.", **{field: value for field, (value, _sentence) in WRONG.items()})

    answer = form.send()

    typed = after(answer).data
    assert {field: typed[field] for field in WRONG} == {field: [value] for field, (value, _sentence) in WRONG.items()}
    assert typed["summary"] == ["Typed in with care."]
    assert set(errors_in(answer)) >= {sentence for _value, sentence in WRONG.values()}
    assert fields_of(programme) == before


def test_years_in_the_wrong_order_are_explained(editing, programme, address):
    before = fields_of(programme)
    form = AdminForm.open(editing, address)
    form.fill(year_start="2020", year_end="2019")

    answer = form.send()

    assert any("The year of end lies before the year of start" in sentence for sentence in errors_in(answer))
    assert after(answer).data["year_end"] == ["2019"]
    assert fields_of(programme) == before


def test_a_partner_twice_is_explained(editing, programme, address):
    before = fields_of(programme)
    form = AdminForm.open(editing, address)
    form.add_row("partners", organisation=form.data["partners-0-organisation"][0])

    answer = form.send()

    assert answer.status_code == 200
    assert errors_in(answer) != []
    assert fields_of(programme) == before


def test_a_new_sheet_is_a_draft_until_it_is_published(editing, client, organisation, published):
    form = AdminForm.open(editing, f"{LIST}new/")
    assert form.data["state"] == ["draft"]
    form.fill(name="Brand new", number="BE-999", slug="brand-new", organisation=str(organisation.pk), country="be")
    form.fill(summary="New.", description=formatted("New."), status="active", year_start="2026", language="en")

    with published():
        assert form.send().status_code == 302

    programme = Programme.objects.get(slug="brand-new")
    assert (programme.state, programme.published_at) == ("draft", None)
    assert client.get("/programmes/brand-new/").status_code == 404
    form = AdminForm.open(editing, f"{LIST}edit/{programme.pk}/")
    form.fill(state="published")
    with published():
        assert form.send().status_code == 302
    assert client.get("/programmes/brand-new/").status_code == 200


@pytest.mark.parametrize("person", ["member", "organiser", "anonymous"])
def test_nobody_else_gets_in_and_nothing_changes(request, editing, programme, address, person):
    before = fields_of(programme)
    form = AdminForm.open(editing, address)
    form.fill(name="Something else")
    form.client = Client()
    if person != "anonymous":
        form.client.force_login(request.getfixturevalue(person))

    answers = [form.client.get(LIST), form.client.get(address), form.send(), form.client.get("/admin/")]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert {answer.headers["Location"].partition("?")[0] for answer in answers} <= {"/account/sign-in/", "/admin/"}
    assert fields_of(programme) == before


@pytest.mark.parametrize("person", ["editor", "administrator"])
def test_sheets_are_withdrawn_not_deleted(request, programme, person):
    client = Client()
    client.force_login(request.getfixturevalue(person))

    answer = client.post(f"{LIST}delete/{programme.pk}/")

    assert answer.status_code in (302, 403, 404)
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_the_admin_loads_nothing_from_elsewhere(editing, address):
    answer = editing.get(address)

    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
