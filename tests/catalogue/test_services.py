"""Publishing: what gets which date, what is withdrawn, and that index and pages hear of it with the change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from bluestem.catalogue.api import State, page_changed, save_record, withdraw_record
from bluestem.catalogue.models import IndexChange
from bluestem.network.api import Organisation
from tests.factories.records import new_organisation


def save(record, *, actor, now):
    save_record(kind="organisation", record=record, actor=actor, now=now)
    record.refresh_from_db()


def test_a_record_keeps_the_day_on_which_it_was_first_published(editor, now):
    record, dates = new_organisation(state=State.DRAFT), []
    for days, state in enumerate([State.DRAFT, State.PUBLISHED, State.DRAFT, State.WITHDRAWN, State.PUBLISHED]):
        record.state = state
        save(record, actor=editor, now=now + timedelta(days=days))
        dates.append((record.published_at, record.changed_at))

    first = now + timedelta(days=1)
    assert [published for published, _changed in dates] == [None, first, first, first, first]
    assert [changed for _published, changed in dates] == [now + timedelta(days=days) for days in range(5)]


def test_a_date_that_came_with_an_import_stays(editor, now):
    earlier = now - timedelta(days=900)
    record = new_organisation(published_at=earlier)

    save(record, actor=editor, now=now)

    assert (record.published_at, record.changed_at) == (earlier, now)


def test_withdrawing_takes_a_record_out_of_view_and_says_why(client, editor, organisation, now, published):
    with published():
        withdraw_record(kind="organisation", record=organisation, actor=editor, now=now, reason="It was dissolved.")

    organisation.refresh_from_db()
    assert (organisation.state, organisation.withdrawn_because) == (State.WITHDRAWN, "It was dissolved.")
    assert organisation not in Organisation.objects.public()
    assert client.get("/organisations/csr-europe/").status_code == 410
    assert "csr-europe" not in client.get("/organisations/?q=csr+europe").content.decode()


@pytest.mark.parametrize("person", ["member", "organiser"])
def test_only_editors_withdraw(request, organisation, now, person):
    actor = request.getfixturevalue(person)

    with pytest.raises(PermissionDenied):
        withdraw_record(kind="organisation", record=organisation, actor=actor, now=now, reason="x")

    organisation.refresh_from_db()
    assert (organisation.state, organisation.withdrawn_because) == (State.PUBLISHED, "")
    assert not IndexChange.objects.exists()


def test_the_note_for_the_index_goes_when_the_change_does(editor, now):
    with transaction.atomic():
        save_record(kind="organisation", record=new_organisation(), actor=editor, now=now)
        transaction.set_rollback(True)

    assert not IndexChange.objects.exists()
    assert not Organisation.objects.filter(slug__startswith="test-").exists()


def test_a_kind_that_nobody_declared_is_refused(editor, now):
    with pytest.raises(ValueError, match="'cake'"):
        save_record(kind="cake", record=new_organisation(slug="cake"), actor=editor, now=now)

    assert not Organisation.objects.filter(slug="cake").exists()


def test_every_change_drops_finished_pages(organisation, publish, published, count_generation):
    with count_generation() as risen:
        publish(organisation)
    assert risen() >= 1

    with count_generation() as risen, published():
        page_changed()
    assert risen() == 1


def test_a_change_that_is_taken_back_drops_nothing(editor, now, published, count_generation):
    with count_generation() as risen, published(), transaction.atomic():
        save_record(kind="organisation", record=new_organisation(), actor=editor, now=now)
        transaction.set_rollback(True)

    assert risen() == 0


def test_a_revision_changes_with_the_record(editor, organisation, now):
    save(organisation, actor=editor, now=now)
    before = organisation.revision

    save(organisation, actor=editor, now=now + timedelta(seconds=1))

    assert organisation.revision != before
