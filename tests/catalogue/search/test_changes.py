"""Writing: single changes, several processes, whole new indexes."""

from __future__ import annotations

import logging
import threading

import pytest
import tantivy

from bluestem.catalogue.records import RecordType
from bluestem.catalogue.search.locks import file_lock, is_locked
from bluestem.catalogue.search.port import Changes, Hit, IndexBusy, SearchQuery, SearchUnavailable, Shape
from tests.catalogue.search.conftest import SHAPE, document, found


def folders(tmp_path):
    return [path.name for path in (tmp_path / "search").glob("index-*")]


def test_changes_are_found_at_once(engine):
    engine.rebuild([document(1, "robots"), document(2, "robots"), document(3, "robots")])

    engine.write(Changes(documents=[document(2, "drones"), document(4, "drones")], removed=[Hit("programme", 3)]))

    assert found(engine, "robots") == [1]
    assert sorted(found(engine, "drones")) == [2, 4]
    assert engine.search(SearchQuery()).total == 3


def test_the_same_change_twice_is_one_record(engine):
    engine.rebuild([])

    for _ in range(3):
        engine.write(Changes(documents=[document(1, "robots")]))

    assert found(engine) == [1]


def test_records_of_two_kinds_may_share_a_number(engine):
    engine.rebuild([document(1, "robots"), document(1, "robots", kind="publication"), document(11, "robots")])

    engine.write(Changes(removed=[Hit("publication", 1)]))

    assert engine.search(SearchQuery(text="robots")).total == 2


def test_removing_what_is_not_there_changes_nothing(engine):
    engine.rebuild([document(1)])

    engine.write(Changes(removed=[Hit("programme", 7), Hit("unheard", 1)]))

    assert found(engine) == [1]


def test_other_processes_see_a_change_when_the_counter_advances(make_engine, counter):
    writer, reader = make_engine(), make_engine()
    writer.rebuild([document(1, "robots")])
    assert found(reader) == [1]

    writer.write(Changes(documents=[document(2, "robots")]))
    assert found(reader) == [1]
    counter.advance()

    assert sorted(found(reader)) == [1, 2]


def test_other_processes_move_to_a_new_index(make_engine, counter, tmp_path):
    writer, reader = make_engine(), make_engine()
    writer.rebuild([document(1)])
    assert found(reader) == [1]

    writer.rebuild([document(2)])
    assert found(reader) == [1]
    counter.advance()

    assert found(reader) == [2]
    assert len(folders(tmp_path)) == 1


def test_tantivys_own_lock_is_one_that_we_see(engine, tmp_path):
    engine.rebuild([])
    index = tantivy.Index.open(str(next((tmp_path / "search").glob("index-*"))))
    writer = index.writer(15_000_000, 1)

    assert is_locked(tmp_path / "search" / folders(tmp_path)[0] / ".tantivy-writer.lock")
    with pytest.raises(IndexBusy):
        engine.write(Changes(documents=[document(1)]))
    del writer
    engine.write(Changes(documents=[document(1)]))
    assert found(engine) == [1]


def test_two_processes_write_by_turns(make_engine, counter):
    one, other = make_engine(), make_engine()
    one.rebuild([])

    def write(engine, first):
        for pk in range(first, first + 5):
            engine.write(Changes(documents=[document(pk)]))

    threads = [threading.Thread(target=write, args=args) for args in ((one, 0), (other, 100))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counter.advance()

    assert one.search(SearchQuery()).total == 10


def test_a_record_that_cannot_be_indexed_is_left_out_and_said(engine, caplog):
    engine.rebuild([document(1), document(2)])

    with caplog.at_level(logging.ERROR):
        engine.write(Changes(documents=[document(1, facets={"colour": ["red"]}), document(3)]))
        engine.rebuild([document(1), document(2, numbers={"published": -1}), document(3)])

    assert sorted(found(engine)) == [1, 3]
    assert [record.getMessage() for record in caplog.records] == [
        "The record programme:1 cannot be indexed",
        "The record programme:2 cannot be indexed",
    ]


def test_a_rebuild_tells_how_far_it_is(engine):
    told = []

    engine.rebuild(
        (document(pk) for pk in range(2_500)), total=2_500, progress=lambda count, total: told.append((count, total))
    )

    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_records_that_tie_keep_the_order_they_came_in(engine):
    engine.rebuild([document(pk, "same text", title="Same") for pk in (5, 3, 9, 1, 7)])

    assert found(engine, "text") == found(engine) == [5, 3, 9, 1, 7]


def test_the_old_index_is_searched_until_the_new_one_is_whole(make_engine, counter):
    writer, reader = make_engine(), make_engine()
    writer.rebuild([document(1)])

    with writer.rebuilding() as build:
        assert build.add([document(2), document(3)]) == 2
        counter.advance()
        assert found(writer) == found(reader) == [1]
        build.write(Changes(documents=[document(3, "late"), document(4)], removed=[Hit("programme", 2)]))
        build.publish()
    counter.advance()

    assert sorted(found(reader)) == [3, 4]
    assert found(reader, "late") == [3]


def test_an_interrupted_rebuild_leaves_nothing_and_the_old_index_stays(engine, tmp_path):
    engine.rebuild([document(1)])
    before = folders(tmp_path)

    def interrupted():
        yield document(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(interrupted())

    assert folders(tmp_path) == before
    assert found(engine) == [1]


def test_what_a_killed_rebuild_left_is_cleared_by_the_next(engine, tmp_path):
    engine.rebuild([document(1)])
    (tmp_path / "search" / "index-half").mkdir()

    engine.rebuild([document(2)])

    assert "index-half" not in folders(tmp_path)
    assert found(engine) == [2]


def test_an_index_that_is_still_written_to_is_cleared_later(engine, tmp_path):
    engine.rebuild([document(1)])
    (half := tmp_path / "search" / "index-half").mkdir()

    with file_lock(half / ".tantivy-writer.lock", wait=0):
        engine.rebuild([document(2)])
        assert "index-half" in folders(tmp_path)

    engine.rebuild([document(3)])
    assert "index-half" not in folders(tmp_path)


def test_changes_can_be_written_while_a_rebuild_goes_on(make_engine, counter):
    writer, builder = make_engine(), make_engine()
    writer.rebuild([document(1)])

    with builder.rebuilding() as build:
        build.add([document(1)])
        writer.write(Changes(documents=[document(2)]))
        assert sorted(found(writer)) == [1, 2]
        build.publish()
    counter.advance()

    assert found(writer) == [1]


def test_an_index_of_other_record_types_is_not_used(make_engine):
    make_engine().rebuild([document(1)])
    changed = make_engine(Shape(kinds=SHAPE.kinds, facets=(*SHAPE.facets, "topic"), numbers=SHAPE.numbers))

    with pytest.raises(SearchUnavailable, match="other record types"):
        changed.search(SearchQuery())
    assert changed.needs_rebuild() == "The search index was made for other record types."
    changed.rebuild([document(2, facets={"topic": ["energy"]})])

    assert found(changed) == [2]
    assert changed.needs_rebuild() == ""


def test_kind_is_no_name_for_a_facet():
    from bluestem.catalogue.records import Facet

    facet = Facet(name="kind", label="Kind", labels=dict)
    unused = dict.fromkeys(RecordType.__dataclass_fields__)

    with pytest.raises(ValueError, match="built in"):
        Shape.of([RecordType(**(unused | {"name": "note", "facets": (facet,), "sorts": ()}))])
