"""Sums of the ledger, and the comparison with what rooms count themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bluestem.ledger.api import (
    Difference,
    LedgerEntry,
    Recount,
    Thing,
    all_recounts,
    correct,
    differences,
    record,
    total,
    totals_by_object,
)

VERB = "library.downloaded"


def write(now, identifier: str, quantity: int = 1, **more: object) -> LedgerEntry:
    thing = Thing(kind="cake", id=identifier, title=identifier)
    return record(verb=VERB, thing=thing, now=now, recorded_by="tests", quantity=quantity, **more)


@pytest.fixture
def lines(now, db):
    for identifier, quantity in (("a", 2), ("a", 3), ("b", 1)):
        write(now, identifier, quantity)
    correct(entry=write(now, "c", 4), now=now, recorded_by="tests")


@pytest.mark.usefixtures("lines")
def test_total_adds_quantities_and_counter_entries():
    assert total(verb=VERB, object_kind="cake") == 6
    assert total(verb=VERB, object_kind="cake", object_id="a") == 5
    assert total(verb=VERB, object_kind="cake", object_id="c") == 0
    assert total(verb="library.never", object_kind="cake") == Decimal(0)


@pytest.mark.usefixtures("lines")
def test_totals_of_several_objects_cost_one_query(count_queries):
    with count_queries() as counted:
        found = totals_by_object(verb=VERB, kind="cake", ids=["a", "b", "c", "d"])

    assert found == {"a": 5, "b": 1, "c": 0}
    assert counted.number == 1


@pytest.mark.usefixtures("lines")
def test_differences_name_what_disagrees_on_either_side():
    recount = Recount(verb=VERB, kind="cake", count=lambda: {"a": Decimal(5), "b": Decimal(2), "z": Decimal(1)})

    assert differences(recount) == [
        Difference("b", Decimal(2), Decimal(1)),
        Difference("z", Decimal(1), Decimal(0)),
    ]


@pytest.mark.usefixtures("lines")
def test_differences_find_what_a_room_forgot():
    recount = Recount(verb=VERB, kind="cake", count=lambda: {"a": Decimal(5)})

    assert differences(recount) == [Difference("b", Decimal(0), Decimal(1))]


def test_the_rooms_of_the_sample_network_agree_with_the_ledger(db):
    assert [recount.verb for recount in all_recounts()] == [VERB]
    assert [differences(recount) for recount in all_recounts()] == [[]]
    assert total(verb=VERB) > 100
