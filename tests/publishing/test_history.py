"""What changed between versions, and earlier ones brought back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from bluestem.catalogue.api import revisions_of
from bluestem.programmes.api import Programme, save_programme
from bluestem.publishing.api import accept, begin_change, submit
from bluestem.publishing.errors import NotNow
from bluestem.publishing.history import changes_of, compare, restore
from tests.publishing.forms import write


@pytest.fixture
def twice(programme, editor, now) -> Programme:
    """A sheet with a second version."""
    sheet = Programme.objects.get(pk=programme.pk)
    sheet.name = "Better machines"
    sheet.reach = [*sheet.reach.all(), type(sheet.reach.all()[0])(year=2026, what="pupils", actual=90)]
    return save_programme(programme=sheet, actor=editor, now=now, reason="A better name")


def versions(programme):
    newest, first = revisions_of("programme", programme.pk)
    return first, newest


def test_two_versions_are_compared_field_by_field(twice, editor):
    first, newest = versions(twice)

    found = {difference.name: difference for difference in compare(first, newest)}

    assert set(found) == {"name", "reach"}
    assert (str(found["name"].before), str(found["name"].after)) == (
        "<del>Machines</del>",
        "<ins>Better machines</ins>",
    )
    assert "<ins>" in found["reach"].after
    assert "90" in found["reach"].after
    assert (newest.saved_by, newest.reason, newest.number) == (editor, "A better name", 2)


def test_markup_in_a_text_is_shown_and_not_run(programme, editor, now):
    sheet = Programme.objects.get(pk=programme.pk)
    sheet.summary = "<script>alert(1)</script>"
    save_programme(programme=sheet, actor=editor, now=now)

    found = compare(*versions(sheet))

    assert "<script>" not in found[0].after
    assert "script" in found[0].after


def test_a_submission_names_only_what_it_changes(draft, manager, now):
    draft = write(draft, actor=manager, now=now, summary="Shorter.")

    assert [difference.name for difference in changes_of(draft)] == ["summary"]


def test_an_unchanged_submission_changes_nothing(draft):
    assert changes_of(draft) == []


def test_an_earlier_version_comes_back_as_a_draft(twice, editor, now):
    first, _newest = versions(twice)

    made = restore(revision=first, actor=editor, now=now)

    assert Programme.objects.get(pk=twice.pk).name == "Better machines"
    assert (made.title, made.scope_id, made.state) == ("Machines", None, "draft")
    handed_in = submit(submission=made, actor=editor, now=now)
    accept(submission=handed_in, actor=editor, now=now)
    sheet = Programme.objects.get(pk=twice.pk)
    assert (sheet.name, sheet.reach.count()) == ("Machines", 1)


@pytest.mark.parametrize("person", ["manager", "organiser"])
def test_only_the_secretariat_restores(request, twice, person, now):
    with pytest.raises(PermissionDenied):
        restore(revision=versions(twice)[0], actor=request.getfixturevalue(person), now=now)


def test_a_change_under_way_comes_first(twice, manager, editor, now):
    begin_change(kind="programme", record=twice, actor=manager, now=now)

    with pytest.raises(NotNow):
        restore(revision=versions(twice)[0], actor=editor, now=now)


def test_comparing_costs_the_same_for_any_number_of_rows(twice, count_queries, draft, manager, now):
    def measured() -> int:
        with count_queries() as counted:
            changes_of(draft)
        return counted.number

    few = measured()
    rows = {f"reach__{n}__{name}": value for n in range(2, 30) for name, value in (("year", "2020"), ("what", "x"))}
    draft = write(draft, actor=manager, now=now, **rows)

    assert measured() == few
