"""Reading sheets costs the same however many parts they have."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import State
from bluestem.network.api import save_organisation
from bluestem.programmes.api import (
    Frame,
    Funder,
    Indicator,
    Partner,
    Programme,
    ProgrammeDocument,
    ProgrammeTranslation,
    Reach,
    Workstream,
    public_programmes,
    save_programme,
)
from bluestem.programmes.queries import PARTS, programme_page, programmes_of
from tests.factories.records import new_organisation, new_programme


def full_programme(organisation, others, count: int) -> Programme:
    programme = new_programme(organisation)
    programme.indicators = [Indicator(name=f"{n}", kind="reach", measured_by="x") for n in range(count)]
    programme.reach = [Reach(year=2020 + n, what="x") for n in range(count)]
    programme.workstreams = [Workstream(title=f"{n}") for n in range(count)]
    programme.frames = [Frame(title=f"{n}", state="done") for n in range(count)]
    programme.documents = [ProgrammeDocument(title=f"{n}", url="https://a.example") for n in range(count)]
    programme.partners = [Partner(organisation=other) for other in others[:count]]
    programme.funders = [Funder(name=f"{n}", organisation=others[n]) for n in range(count)]
    languages = ("fr", "de", "nl")
    programme.translations = [ProgrammeTranslation(language=x, name=x, summary=x) for x in languages[:count]]
    return programme


@pytest.mark.parametrize("count", [1, 3])
def test_a_sheet_is_read_with_everything_in_ten_queries(editor, organisation, now, count_queries, count):
    others = [save_organisation(organisation=new_organisation(), actor=editor, now=now) for _ in range(3)]
    slug = save_programme(programme=full_programme(organisation, others, count), actor=editor, now=now).slug

    with count_queries() as counted:
        programme = programme_page(slug)
        assert programme is not None
        found = [len(getattr(programme, name).all()) for name in PARTS]
        names = [part.organisation.name for part in (*programme.partners.all(), *programme.funders.all())]

    assert found == [count] * len(PARTS)
    assert names == [other.name for other in others[:count]] * 2
    assert counted.number == 10, counted


def test_parts_of_other_sheets_stay_with_those(db):
    for slug in Programme.objects.values_list("slug", flat=True)[:20]:
        programme = programme_page(slug)
        plain = Programme.objects.get(slug=slug)
        for name in PARTS:
            assert list(getattr(programme, name).all()) == list(getattr(plain, name).all()), (slug, name)


def test_a_sheet_is_found_in_any_state_and_an_unknown_one_is_not(editor, organisation, now):
    draft = save_programme(programme=new_programme(organisation, state=State.DRAFT), actor=editor, now=now)

    assert programme_page(draft.slug) == draft
    assert programme_page("nowhere") is None


def test_programmes_of_an_organisation_stand_once_each_newest_first(editor, now):
    mine, other = (save_organisation(organisation=new_organisation(), actor=editor, now=now) for _ in range(2))
    all_roles = new_programme(mine, name="A", year_start=2020)
    all_roles.partners, all_roles.funders = [Partner(organisation=mine)], [Funder(name="x", organisation=mine)]
    partner = new_programme(other, name="B", year_start=2024)
    partner.partners = [Partner(organisation=mine)]
    funder = new_programme(other, name="C", year_start=2022)
    funder.funders = [Funder(name="x", organisation=mine), Funder(name="y", organisation=mine)]
    draft = new_programme(mine, name="D", state=State.DRAFT)
    for programme in (all_roles, partner, funder, draft, new_programme(other, name="E")):
        save_programme(programme=programme, actor=editor, now=now)

    assert [p.name for p in programmes_of(organisation_id=mine.pk)] == ["B", "C", "A"]


def test_programmes_for_a_drawing_come_newest_first_with_their_figures(db, count_queries):
    with count_queries() as counted:
        found = list(public_programmes(country="be", limit=5))
        figures = [(len(p.reach.all()), len(p.indicators.all())) for p in found]

    expected = Programme.objects.public().filter(country="be").order_by("-published_at")[:5]
    assert found == list(expected)
    assert len(figures) == 5
    assert counted.number == 3, counted
