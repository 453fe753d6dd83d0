"""The outbox and the sweep: the index follows the database whatever happens."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import transaction

from bluestem.catalogue import indexing
from bluestem.catalogue.indexing import (
    REBUILDING,
    WRITING,
    apply_changes,
    page_changed,
    rebuild_index,
    record_changed,
    records_changed,
    suspend_indexing,
)
from bluestem.catalogue.models import IndexChange
from bluestem.catalogue.records import Document, Registry
from bluestem.catalogue.search import IndexBusy, SearchQuery, SearchUnavailable, generation, get_engine, installed
from bluestem.catalogue.search.locks import file_lock
from bluestem.catalogue.search.port import Changes
from tests.catalogue.search.notes import SHELF, note_type


@pytest.fixture(autouse=True)
def only_notes(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation of its own: one record type, an empty outbox, an index of these notes."""
    registry = Registry()
    registry.register(note_type())
    monkeypatch.setattr(indexing, "registry", registry)
    monkeypatch.setattr(installed, "registry", registry)
    monkeypatch.setattr(indexing, "_rest", indexing._Rest())
    settings.DATA_FOLDER = tmp_path
    IndexChange.objects.all().delete()
    add("first")
    rebuild_index()
    yield
    get_engine().close()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable) -> Callable:
    """`with commit(): …` is a transaction of one request, committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def add(title: str) -> ContentType:
    return ContentType.objects.create(app_label=SHELF, model=title)


def titles() -> list[str]:
    """The titles of what is found, by the database."""
    pks = [hit.pk for hit in get_engine().search(SearchQuery()).hits]
    return sorted(ContentType.objects.filter(pk__in=pks).values_list("model", flat=True))


def waiting() -> list[tuple[str, int, bool]]:
    return list(IndexChange.objects.values_list("kind", "record_id", "applied"))


def test_a_change_is_found_after_its_transaction(commit):
    before = generation().current()

    with commit():
        record = add("second")
        record_changed(kind="note", pk=record.pk)
        assert titles() == ["first"]
        assert waiting() == [("note", record.pk, False)]

    assert titles() == ["first", "second"]
    assert waiting() == []
    assert generation().current() > before


def test_a_withdrawn_and_a_deleted_record_are_gone(commit):
    with commit():
        records = [add("second"), add("third")]
        records_changed(kind="note", pks=[record.pk for record in records])
    assert titles() == ["first", "second", "third"]

    with commit():
        ContentType.objects.filter(pk=records[0].pk).update(app_label="drawer")
        record_changed(kind="note", pk=records[0].pk)
        pk = records[1].pk
        records[1].delete()
        record_changed(kind="note", pk=pk)

    assert titles() == ["first"]
    assert get_engine().search(SearchQuery()).total == 1


def test_a_transaction_that_fails_leaves_nothing(commit):
    with commit(), transaction.atomic():
        record_changed(kind="note", pk=add("second").pk)
        transaction.set_rollback(True)

    assert waiting() == []
    assert titles() == ["first"]


def test_every_change_of_a_transaction_counts_though_one_commit_applies_them(commit):
    with commit() as callbacks:
        for title in ("second", "third", "fourth"):
            record_changed(kind="note", pk=add(title).pk)

    assert len(callbacks) == 3
    assert titles() == ["first", "fourth", "second", "third"]


def test_many_changes_cost_few_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(7):  # 3 for the outbox of the index, 2 each for followers and the journal
        records_changed(kind="note", pks=range(1, 700))

    assert IndexChange.objects.count() == 699


def test_no_changes_leave_no_note(commit):
    with commit() as callbacks:
        records_changed(kind="note", pks=[])

    assert callbacks == []


def test_an_unheard_kind_is_refused():
    with pytest.raises(ValueError, match="'leaflet'"):
        record_changed(kind="leaflet", pk=1)

    assert waiting() == []


def test_page_changed_tells_everyone_at_the_commit(commit):
    before = generation().current()

    with commit():
        page_changed()
        assert generation().current() == before

    assert generation().current() == before + 1


def test_suspended_changes_wait_for_the_sweep(commit):
    with suspend_indexing(), commit():
        record_changed(kind="note", pk=add("second").pk)

    assert titles() == ["first"]
    assert apply_changes() == 1
    assert titles() == ["first", "second"]
    assert waiting() == []


def test_a_flood_of_changes_is_left_to_the_sweep(commit, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 2)
    before = generation().current()

    with commit():
        records_changed(kind="note", pks=[add(f"n{number}").pk for number in range(3)])

    assert titles() == ["first"]
    assert generation().current() == before + 1
    assert apply_changes() == 3
    assert titles() == ["first", "n0", "n1", "n2"]


def test_a_sweep_with_nothing_to_do_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert apply_changes() == 0


def test_more_changes_than_a_batch_are_applied(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    records_changed(kind="note", pks=[add(f"n{number}").pk for number in range(5)])

    assert apply_changes() == 5
    assert get_engine().search(SearchQuery()).total == 6


def test_too_many_changes_become_a_new_index(monkeypatch, caplog):
    monkeypatch.setattr(indexing, "MOST_SINGLE_CHANGES", 2)
    records_changed(kind="note", pks=[add(f"n{number}").pk for number in range(3)])

    assert apply_changes() == 4
    assert waiting() == []
    assert "3 changes are waiting" in caplog.text


def test_a_record_that_cannot_be_described_holds_up_no_other(caplog):
    records_changed(kind="note", pks=[add("broken").pk, add("second").pk])

    with caplog.at_level(logging.ERROR):
        assert apply_changes() == 2
        assert rebuild_index() == 2

    assert titles() == ["first", "second"]
    assert waiting() == []
    assert caplog.text.count("cannot be described") == 2


def test_a_note_of_a_kind_that_was_left_out_is_applied():
    get_engine().write(Changes(documents=[Document(kind="note", pk=9, title="old", texts={})]))
    IndexChange.objects.create(kind="leaflet", record_id=1)
    IndexChange.objects.create(kind="note", record_id=9)

    assert apply_changes() == 2
    assert titles() == ["first"]
    assert waiting() == []


def test_while_another_process_writes_a_change_waits(commit, settings, monkeypatch):
    monkeypatch.setattr(indexing, "PERSON_WAITS", 0)
    monkeypatch.setattr(indexing, "SWEEP_WAITS", 0)
    before = generation().current()

    with file_lock(settings.DATA_FOLDER / WRITING, wait=0):
        with commit():
            record_changed(kind="note", pk=add("second").pk)
        assert apply_changes() == 0
        assert titles() == ["first"]
        assert generation().current() == before + 1

    assert apply_changes() == 1
    assert titles() == ["first", "second"]


def test_a_missing_index_is_made_anew_by_the_sweep(commit, settings):
    get_engine().close()
    shutil.rmtree(settings.DATA_FOLDER / "search")

    with commit():
        record_changed(kind="note", pk=add("second").pk)
    assert len(waiting()) == 1

    assert apply_changes() == 2
    assert titles() == ["first", "second"]
    assert waiting() == []


def test_a_disk_that_refuses_is_tried_again_after_a_rest(settings, monkeypatch, caplog):
    get_engine().close()
    shutil.rmtree(settings.DATA_FOLDER / "search")
    (settings.DATA_FOLDER / "search").write_text("in the way")

    assert apply_changes() == 0
    assert "next try in 15 s" in caplog.text
    (settings.DATA_FOLDER / "search").unlink()
    assert apply_changes() == 0

    monkeypatch.setattr(indexing, "REST", 0)
    indexing._rest.begin()
    assert apply_changes() == 1
    assert titles() == ["first"]


def test_a_new_index_has_what_changed_while_it_was_made(monkeypatch):
    records = [add(f"n{number}") for number in range(3)]
    pk = records[1].pk
    changed = iter([True])

    def say(_count: int, _total: int) -> None:
        """As another process would, between the first record read and the new index published."""
        if next(changed, False):
            ContentType.objects.filter(pk=records[0].pk).update(model="renamed")
            records[1].delete()
            records_changed(kind="note", pks=[records[0].pk, pk, add("late").pk])
            assert apply_changes() == 3
            assert [applied for _, _, applied in waiting()] == [True] * 3

    assert rebuild_index(say) == 4

    assert titles() == ["first", "late", "n2", "renamed"]
    assert get_engine().search(SearchQuery()).total == 4
    assert waiting() == []


def test_two_rebuilds_at_once_are_refused(settings):
    with file_lock(settings.DATA_FOLDER / REBUILDING, wait=0):
        with pytest.raises(IndexBusy):
            rebuild_index()
        with pytest.raises(CommandError, match="The index is as it was"):
            call_command("search_rebuild", verbosity=0)

    assert titles() == ["first"]


def test_notes_kept_for_a_rebuild_that_was_killed_are_cleared_by_the_next_change():
    IndexChange.objects.create(kind="note", record_id=1, applied=True)
    record_changed(kind="note", pk=add("second").pk)

    assert apply_changes() == 1
    assert waiting() == []


def test_the_command_says_how_far_it_is(capsys):
    add("second")

    call_command("search_rebuild")

    said = capsys.readouterr().out
    assert "\r2 of 2 records (100 %)" in said
    assert "Indexed 2 records in" in said
    assert titles() == ["first", "second"]


def test_without_any_index_searching_says_so(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path / "elsewhere"

    with pytest.raises(SearchUnavailable):
        get_engine().search(SearchQuery())
