"""Sheets: what saving changes, who may, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from bluestem.catalogue.api import State
from bluestem.catalogue.models import IndexChange
from bluestem.programmes.api import (
    Funder,
    Indicator,
    Partner,
    Programme,
    ProgrammeTranslation,
    Reach,
    Workstream,
    add_programmes,
    save_programme,
)
from tests.factories.records import new_programme

HOSTILE = '<p onclick="x()">a<script>alert(1)</script></p>'


def indicator(**fields: object) -> Indicator:
    return Indicator(**{"name": "Interest", "kind": "feedback", "measured_by": "survey", **fields})


def stored(programme: Programme) -> Programme:
    return Programme.objects.get(pk=programme.pk)


def test_a_sheet_is_stored_with_its_parts_in_order(editor, organisation, now):
    programme = new_programme(organisation)
    programme.indicators = [indicator(name="B"), indicator(name="A")]
    programme.reach = [Reach(year=2025, what="pupils", actual=40), Reach(year=2024, what="pupils", target=30)]
    programme.funders = [Funder(name="Ministry"), Funder(name="Company")]
    programme.partners = [Partner(organisation=organisation)]

    save_programme(programme=programme, actor=editor, now=now)

    found = stored(programme)
    assert [part.name for part in found.indicators.all()] == ["B", "A"]
    assert [(part.year, part.target, part.actual) for part in found.reach.all()] == [(2024, 30, None), (2025, None, 40)]
    assert [part.name for part in found.funders.all()] == ["Ministry", "Company"]
    assert [part.organisation for part in found.partners.all()] == [organisation]
    assert list(IndexChange.objects.values_list("kind", "record_id")) == [("programme", programme.pk)]


def test_every_formatted_text_is_cleaned(editor, organisation, now):
    names = ("description", "strategy_text", "impact", "impact_measured")
    programme = new_programme(organisation, **dict.fromkeys(names, HOSTILE))
    programme.workstreams = [Workstream(title="One", text=HOSTILE)]
    programme.translations = [ProgrammeTranslation(language="fr", name="Un", summary="Un.", description=HOSTILE)]

    save_programme(programme=programme, actor=editor, now=now)

    found = stored(programme)
    assert [getattr(found, name) for name in names] == ["<p>a</p>"] * 4
    assert [part.text for part in found.workstreams.all()] == ["<p>a</p>"]
    assert [part.description for part in found.translations.all()] == ["<p>a</p>"]


@pytest.mark.parametrize("person", ["member", "organiser", "anonymous"])
def test_only_editors_store_sheets(request, organisation, now, person):
    actor = AnonymousUser() if person == "anonymous" else request.getfixturevalue(person)
    there = Programme.objects.get(slug="together-4-stem")
    name = there.name
    there.name = "Something else"
    there.indicators = []
    before = Programme.objects.count(), Indicator.objects.count(), IndexChange.objects.count()

    for programme in (there, new_programme(organisation)):
        with pytest.raises(PermissionDenied):
            save_programme(programme=programme, actor=actor, now=now)

    assert stored(there).name == name
    assert (Programme.objects.count(), Indicator.objects.count(), IndexChange.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("slug", "together-4-stem"),
        ("slug", "../up"),
        ("number", "BE-001"),
        ("country", "xx"),
        ("summary", "x" * 301),
        ("description", ""),
        ("status", "dreaming"),
        ("year_start", None),
        ("year_start", -5),
        ("budget_amount", -1),
        ("strategy_url", "javascript:alert(1)"),
        ("funding_model", "magic"),
        ("language", "xx"),
        ("state", "secret"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(editor, organisation, now, field, value):
    before = Programme.objects.count()
    programme = new_programme(organisation, **{field: value})
    programme.indicators = [indicator()]

    with pytest.raises(ValidationError) as refusal:
        save_programme(programme=programme, actor=editor, now=now)

    assert list(refusal.value.message_dict) == [field]
    assert Programme.objects.count() == before


def test_a_programme_ends_after_its_start(editor, organisation, now):
    with pytest.raises(ValidationError, match="The year of end lies before the year of start"):
        save_programme(programme=new_programme(organisation, year_start=2020, year_end=2019), actor=editor, now=now)
    one_year = save_programme(
        programme=new_programme(organisation, year_start=2020, year_end=2020), actor=editor, now=now
    )

    assert list(Programme.objects.filter(slug__startswith="test-")) == [one_year]


@pytest.mark.parametrize(
    "broken",
    [
        {"year_start": 2020, "year_end": 2019, "state": State.DRAFT},
        {"state": State.PUBLISHED, "published_at": None},
        {"number": "BE-001", "state": State.DRAFT},
        {"slug": "together-4-stem", "state": State.DRAFT},
    ],
)
def test_the_database_itself_refuses_what_no_service_would_store(organisation, now, broken):
    programme = new_programme(organisation, changed_at=now, **broken)

    with pytest.raises(IntegrityError), transaction.atomic():
        programme.save()

    assert not Programme.objects.filter(name=programme.name).exists()


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"indicators": [indicator(), indicator(kind="guess")]},
            "Indicator 2, kind: Value 'guess' is not a valid choice.",
        ),
        ({"indicators": [indicator(name="")]}, "Indicator 1, indicator: This field cannot be blank."),
        (
            {"reach": [Reach(year=2025, what="pupils", actual=-1)]},
            "Reach 1, actual figure: Ensure this value is greater than or equal to 0.",
        ),
        (
            {"translations": [ProgrammeTranslation(language="fr", name="Un", summary="Un.") for _ in range(2)]},
            "Translation with this Programme and Language already exists.",
        ),
    ],
)
def test_a_wrong_part_is_named_and_nothing_is_stored(editor, organisation, now, parts, sentence):
    before = Programme.objects.count(), Indicator.objects.count(), Reach.objects.count()
    programme = new_programme(organisation)
    for name, rows in parts.items():
        setattr(programme, name, rows)

    with pytest.raises(ValidationError) as refusal:
        save_programme(programme=programme, actor=editor, now=now)

    assert refusal.value.messages == [sentence]
    assert (Programme.objects.count(), Indicator.objects.count(), Reach.objects.count()) == before


def test_an_organisation_is_a_partner_once(editor, organisation, now):
    programme = new_programme(organisation)
    programme.partners = [Partner(organisation=organisation), Partner(organisation=organisation)]

    with pytest.raises(ValidationError):
        save_programme(programme=programme, actor=editor, now=now)

    assert not Programme.objects.filter(slug=programme.slug).exists()


def test_the_evidence_level_follows_the_figures_at_each_saving(editor, organisation, now):
    programme = save_programme(programme=new_programme(organisation, evidence_level=5), actor=editor, now=now)
    levels = [stored(programme).evidence_level]

    programme.reach = [Reach(year=2025, what="pupils", actual=40)]
    save_programme(programme=programme, actor=editor, now=now)
    levels.append(stored(programme).evidence_level)
    programme.indicators = [indicator(kind="before-after", actual=Decimal("0.4"), answers=31)]
    save_programme(programme=programme, actor=editor, now=now)
    levels.append(stored(programme).evidence_level)
    programme.indicators = []
    save_programme(programme=programme, actor=editor, now=now)
    levels.append(stored(programme).evidence_level)

    assert levels == [1, 2, 4, 2]


def test_levels_kept_in_the_sample_network_are_those_that_figures_give(db):
    for programme in Programme.objects.prefetch_related("indicators", "reach"):
        assert programme.evidence_level == programme.computed_evidence().level, programme


def test_many_sheets_are_added_with_few_statements(editor, organisation, now, count_queries):
    programmes = [new_programme(organisation) for _ in range(30)]
    parts = [Reach(programme=programme, year=2025, what="pupils", actual=3) for programme in programmes]
    parts += [indicator(programme=programme) for programme in programmes[:10]]

    with count_queries() as counted:
        add_programmes(programmes=programmes, parts=parts, actor=editor, now=now)

    assert counted.number <= 12, counted
    added = Programme.objects.filter(slug__in=[programme.slug for programme in programmes])
    assert set(added.values_list("published_at", "changed_at", "evidence_level")) == {(now, now, 2)}
    assert Indicator.objects.filter(programme__in=added).count() == 10
    assert set(IndexChange.objects.values_list("record_id", flat=True)) == set(added.values_list("pk", flat=True))


def test_a_broken_sheet_among_many_leaves_nothing(editor, organisation, now):
    before = Programme.objects.count(), Reach.objects.count(), IndexChange.objects.count()
    programmes = [new_programme(organisation), new_programme(organisation, number="BE-001")]
    parts = [Reach(programme=programmes[0], year=2025, what="pupils", actual=3)]

    with pytest.raises(IntegrityError):
        add_programmes(programmes=programmes, parts=parts, actor=editor, now=now)

    assert (Programme.objects.count(), Reach.objects.count(), IndexChange.objects.count()) == before


def test_only_editors_add_many(member, organisation, now):
    before = Programme.objects.count()

    with pytest.raises(PermissionDenied):
        add_programmes(programmes=[new_programme(organisation)], parts=[], actor=member, now=now)

    assert Programme.objects.count() == before


def test_adding_none_changes_nothing(editor, now):
    before = Programme.objects.count()

    add_programmes(programmes=[], parts=[], actor=editor, now=now)

    assert (Programme.objects.count(), IndexChange.objects.count()) == (before, 0)


def test_a_sheet_that_nobody_confirmed_within_a_year_is_old(organisation, now):
    today = now.date()

    def is_old(confirmed_on: object) -> bool:
        return new_programme(organisation, confirmed_on=confirmed_on).is_confirmation_old(now)

    assert [is_old(None), is_old(today), is_old(today - timedelta(days=365))] == [True, False, False]
    assert is_old(today - timedelta(days=366))
