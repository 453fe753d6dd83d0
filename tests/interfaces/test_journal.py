"""The journal: every change of what is public has its line, once, in order, whatever is interrupted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from bluestem.catalogue.api import State, records_changed, registry, suspend_indexing
from bluestem.interfaces import journal as module
from bluestem.interfaces.choices import Event
from bluestem.interfaces.journal import AHEAD, REPLACED_STAY, follow_changes, is_filled, prune_journal
from bluestem.interfaces.models import ChangeNote, JournalCountry, JournalEntry, WebhookDelivery
from tests.conftest import NOW
from tests.factories.records import new_organisation, new_programme, store
from tests.interfaces.conftest import LONG
from tests.interfaces.test_services import add

LATER = NOW + timedelta(hours=1)


def events(record) -> list[str]:
    return list(JournalEntry.objects.filter(uuid=record.uuid).order_by("pk").values_list("event", flat=True))


def test_what_was_public_before_is_filled_in_the_order_of_its_changes(db, monkeypatch):
    monkeypatch.setattr(module, "FILL_BATCH", 13)
    assert not is_filled()
    lines = follow_changes(NOW, seconds=LONG)

    assert is_filled()
    assert lines == JournalEntry.objects.count() == sum(t.public().count() for t in registry)
    stamps = list(JournalEntry.objects.order_by("pk").values_list("stamp", flat=True))
    assert stamps == sorted(stamps)
    assert not ChangeNote.objects.exists()
    assert follow_changes(NOW, seconds=LONG) == 0


def test_filling_that_was_interrupted_goes_on(db, monkeypatch):
    monkeypatch.setattr(module, "FILL_BATCH", 13)
    module._fill_batch(NOW)
    assert not is_filled()
    follow_changes(NOW, seconds=LONG)

    assert JournalEntry.objects.count() == sum(t.public().count() for t in registry)


def test_a_record_is_published_changed_withdrawn_and_published_again(journal, editor, organisation):
    record = new_programme(organisation, country="be", also_active_in=["fr"])
    for state in (State.DRAFT, State.PUBLISHED, State.PUBLISHED, State.WITHDRAWN, State.WITHDRAWN, State.PUBLISHED):
        record.state = state
        store(record, actor=editor, now=NOW)
        journal()

    assert events(record) == [Event.PUBLISHED, Event.CHANGED, Event.WITHDRAWN, Event.PUBLISHED]
    current = JournalEntry.objects.filter(uuid=record.uuid, superseded_by=None)
    assert [entry.countries for entry in current] == [["be", "fr"]]
    assert set(JournalCountry.objects.filter(entry=current.get()).values_list("country", flat=True)) == {"be", "fr"}


def test_changes_between_two_looks_are_one_line(journal, editor, organisation):
    record = new_programme(organisation)
    for _ in range(3):
        store(record, actor=editor, now=NOW)
    journal()

    assert events(record) == [Event.PUBLISHED]


def test_what_came_and_went_between_two_looks_never_was(journal, editor, organisation):
    record = store(new_programme(organisation), actor=editor, now=NOW)
    record.state = State.WITHDRAWN
    store(record, actor=editor, now=NOW)
    journal()

    assert events(record) == []


def test_stamps_never_go_back_and_lie_a_little_ahead(journal, editor, organisation):
    first, second = new_programme(organisation), new_programme(organisation)
    store(first, actor=editor, now=NOW)
    journal(LATER)
    store(second, actor=editor, now=NOW)
    journal(NOW)  # the clock was put back

    stamps = [JournalEntry.objects.get(uuid=record.uuid).stamp for record in (first, second)]
    assert stamps == [LATER + AHEAD] * 2


def test_a_change_that_is_rolled_back_leaves_no_note(journal, editor, organisation):
    record = new_programme(organisation)
    with transaction.atomic():
        store(record, actor=editor, now=NOW)
        assert ChangeNote.objects.exists()
        transaction.set_rollback(True)

    assert not ChangeNote.objects.exists()


def test_whoever_is_killed_while_writing_does_the_same_again(journal, editor, organisation, monkeypatch, member):
    """Lines, messages and the end of the notes are one transaction: all of them or none."""
    add(member)
    record = store(new_programme(organisation), actor=editor, now=NOW)

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "tell_subscribers", killed)
        with pytest.raises(KeyboardInterrupt):
            journal()
    assert (events(record), ChangeNote.objects.count(), WebhookDelivery.objects.count()) == ([], 1, 0)
    journal()

    assert (events(record), ChangeNote.objects.count(), WebhookDelivery.objects.count()) == (["published"], 0, 1)


def test_a_record_that_a_room_cannot_describe_holds_up_nobody(journal, editor, organisation, monkeypatch, caplog):
    broken, sound = new_programme(organisation), new_organisation()
    for record in (broken, sound):
        store(record, actor=editor, now=NOW)
    declared = registry["programme"]
    object.__setattr__(declared, "document", lambda _record: 1 / 0)
    monkeypatch.setattr(module, "logger", module.logger)
    try:
        journal()
    finally:
        from bluestem.programmes.record_type import document

        object.__setattr__(declared, "document", document)

    assert (events(broken), events(sound)) == (["published"], ["published"])
    assert "cannot be described" in caplog.text


def test_replaced_lines_stay_for_harvests_under_way_and_then_go(journal, editor, organisation):
    record = new_programme(organisation)
    for moment in (NOW, LATER):
        store(record, actor=editor, now=moment)
        journal(moment)
    assert prune_journal(LATER + REPLACED_STAY) == 0
    assert len(events(record)) == 2

    prune_journal(LATER + REPLACED_STAY + timedelta(seconds=5))
    assert events(record) == [Event.CHANGED]


@pytest.mark.parametrize("number", [1, 50])
def test_a_look_costs_the_same_for_one_change_and_for_fifty(journal, editor, organisation, count_queries, number):
    with suspend_indexing():
        for _ in range(number):
            store(new_programme(organisation), actor=editor, now=NOW)
    with count_queries() as counted:
        assert journal() == number

    assert counted.number <= 22, counted


def test_a_kind_that_no_room_declares_any_more_is_passed_over(journal):
    ChangeNote.objects.create(kind="mystery", record_id=1)

    assert journal() == 0
    assert not ChangeNote.objects.exists()


def test_records_that_were_deleted_are_withdrawn(journal, editor, organisation):
    record = store(new_programme(organisation), actor=editor, now=NOW)
    journal()
    pk = record.pk
    with transaction.atomic():
        record.delete()
        records_changed(kind="programme", pks=[pk])
    journal()

    assert events(record) == [Event.PUBLISHED, Event.WITHDRAWN]
    assert datetime.now(UTC) > JournalEntry.objects.earliest("pk").stamp
