"""Every saving keeps a revision, and nobody saves over another without being told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bluestem.catalogue.api import (
    ChangedMeanwhile,
    Deed,
    Revision,
    State,
    record_from,
    revisions_of,
    save_record,
    withdraw_record,
)
from bluestem.network.api import Organisation
from bluestem.programmes.api import Programme, Reach, save_programme
from tests.factories.records import new_organisation, new_programme


@pytest.fixture
def record(editor, now) -> Organisation:
    record = new_organisation(name="First name")
    save(record, editor, now)
    return record


def save(record, actor, now, **more) -> None:
    save_record(kind="organisation", record=record, actor=actor, now=now, **more)


def kept(record) -> list[Revision]:
    return list(revisions_of("organisation", record.pk))


def test_every_saving_is_kept_with_who_when_and_why(record, editor, now):
    record.name = "Second name"
    save(record, editor, now + timedelta(days=1), reason="They changed it")
    withdraw_record(kind="organisation", record=record, actor=editor, now=now, reason="Closed.")

    rows = [(r.number, r.deed, r.title, r.reason, r.saved_by) for r in kept(record)]
    assert rows == [
        (3, Deed.WITHDRAWN, "Second name", "Closed.", editor),
        (2, Deed.SAVED, "Second name", "They changed it", editor),
        (1, Deed.PUBLISHED, "First name", "", editor),
    ]


def test_a_record_of_an_import_gets_its_first_revision_when_it_changes(editor, now):
    record = Organisation.objects.get(slug="csr-europe")
    Revision.objects.filter(kind="organisation", record_id=record.pk).delete()
    before, record.name = record.name, "Changed"

    save(record, editor, now)

    assert [(r.deed, r.title) for r in kept(record)] == [(Deed.SAVED, "Changed"), (Deed.BEFORE, before)]


def test_the_second_saver_is_refused_and_nothing_is_lost(record, editor, now):
    theirs, mine = (Organisation.objects.get(pk=record.pk) for _one in range(2))
    theirs.name, mine.name = "Theirs", "Mine"
    save(theirs, editor, now, version=1)

    with pytest.raises(ChangedMeanwhile) as refused:
        save(mine, editor, now, version=1)

    assert (refused.value.who, refused.value.when) == (editor.name, now)
    assert Organisation.objects.get(pk=record.pk).name == "Theirs"
    save(mine, editor, now, version=2)
    assert len(kept(record)) == 3


def test_the_database_keeps_one_revision_to_a_number(record):
    row = kept(record)[0]
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_revision_gives_the_record_with_its_parts(editor, organisation, now):
    programme = new_programme(organisation, name="Machines")
    programme.reach = [Reach(year=2025, what="pupils", actual=40)]
    save_programme(programme=programme, actor=editor, now=now)

    then = record_from(Programme, revisions_of("programme", programme.pk)[0].content)

    assert (then.pk, then.name, [row.actual for row in then.reach.all()]) == (programme.pk, "Machines", [40])


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x00", "\x85", "\u2028"])
def test_a_title_is_one_line(editor, now, sign):
    record = new_organisation(name=f"Name{sign}Bcc: all")

    with pytest.raises(ValidationError):
        save(record, editor, now)

    assert not Organisation.objects.filter(slug=record.slug).exists()


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.ARCHIVED])
def test_the_day_on_which_a_record_went_stays(record, editor, now, state):
    record.state = state
    save(record, editor, now)
    save(record, editor, now + timedelta(days=9))
    assert record.withdrawn_at == now

    record.state = State.PUBLISHED
    save(record, editor, now + timedelta(days=10))

    assert record.withdrawn_at is None
