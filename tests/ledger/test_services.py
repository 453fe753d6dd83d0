"""Lines of the ledger: written with the change they tell of, never edited, taken back by a counter-entry."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from bluestem.ledger.api import LedgerEntry, Thing, correct, record, total

THING = Thing(kind="publication", id="a1", title="Choosing STEM")


def write(now, **changes: object) -> LedgerEntry:
    return record(**{"verb": "library.downloaded", "thing": THING, "now": now, "recorded_by": "tests.write", **changes})


def test_a_line_keeps_what_it_was_told(now, member):
    entry = write(
        now,
        actor=member,
        actor_role="teacher",
        programme_id=7,
        organisation_id=8,
        country="be",
        quantity=Decimal("2.50"),
    )

    entry.refresh_from_db()
    assert (entry.at, entry.verb, entry.actor, entry.actor_role) == (now, "library.downloaded", member, "teacher")
    assert (entry.object_kind, entry.object_id, entry.object_title) == ("publication", "a1", "Choosing STEM")
    assert (entry.programme_id, entry.organisation_id, entry.country) == (7, 8, "be")
    assert (entry.quantity, entry.recorded_by, entry.corrects) == (Decimal("2.50"), "tests.write", None)


def test_a_line_needs_neither_actor_nor_programme(now, db):
    entry = write(now)

    entry.refresh_from_db()
    assert (entry.actor, entry.programme_id, entry.organisation_id, entry.country) == (None, None, None, "")
    assert entry.quantity == 1
    assert str(entry) == "library.downloaded Choosing STEM"


def test_a_long_title_is_cut_to_what_the_table_holds(now, db):
    entry = write(now, thing=Thing(kind="publication", id="a1", title="x" * 301))

    entry.refresh_from_db()
    assert entry.object_title == "x" * 300


def test_an_unknown_verb_is_refused(now, db):
    before = LedgerEntry.objects.count()

    with pytest.raises(LookupError, match=r"library\.eaten"):
        write(now, verb="library.eaten")

    assert LedgerEntry.objects.count() == before


def test_a_line_outside_a_transaction_is_refused(now, db, monkeypatch):
    before = LedgerEntry.objects.count()

    # The test's own transaction stays; the connection only says that there is none.
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="belongs into the transaction"):
        write(now)
    monkeypatch.undo()

    assert LedgerEntry.objects.count() == before


def test_a_line_goes_when_the_change_it_tells_of_does(now, db):
    before = LedgerEntry.objects.count()

    with transaction.atomic():
        write(now)
        transaction.set_rollback(True)

    assert LedgerEntry.objects.count() == before


def test_a_counter_entry_takes_a_line_back_and_leaves_it_as_it_was(now, member):
    where = {"object_id": "a1"}
    entry = write(now, actor=member, actor_role="teacher", programme_id=7, country="be", quantity=3)
    later = now + timedelta(days=1)

    counter = correct(entry=entry, now=later, recorded_by="tests.correct")

    entry.refresh_from_db()
    counter.refresh_from_db()
    assert (entry.quantity, entry.at, entry.correction) == (3, now, counter)
    assert (counter.quantity, counter.at, counter.recorded_by) == (-3, later, "tests.correct")
    same = ("verb", "actor", "actor_role", "object_kind", "object_title", "programme_id", "organisation_id", "country")
    assert [getattr(counter, name) for name in same] == [getattr(entry, name) for name in same]
    assert total(verb="library.downloaded", **where) == 0


def test_a_line_is_taken_back_once(now, db):
    entry = write(now)
    correct(entry=entry, now=now, recorded_by="tests.correct")
    before = LedgerEntry.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        correct(entry=entry, now=now, recorded_by="tests.correct")

    assert LedgerEntry.objects.count() == before


def test_a_line_stays_when_the_person_goes(now, member):
    entry = write(now, actor=member)

    get_user_model().objects.filter(pk=member.pk).delete()

    entry.refresh_from_db()
    assert (entry.actor, entry.quantity) == (None, 1)
