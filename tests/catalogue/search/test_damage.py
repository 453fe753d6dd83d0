"""Missing, damaged and unwritable indexes: one clear answer, and the way back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from bluestem.catalogue.search import integrity
from bluestem.catalogue.search.port import Changes, Hit, SearchQuery, SearchUnavailable
from tests.catalogue.search.conftest import document, found


@pytest.fixture
def index(engine, tmp_path: Path) -> Path:
    """The folder of an index with two pieces, read by no process."""
    engine.rebuild([])
    engine.write(Changes(documents=[document(pk, "robots", facets={"country": ["be"]}) for pk in range(50)]))
    engine.write(Changes(documents=[document(1, "drones")]))
    engine.close()
    return next((tmp_path / "search").glob("index-*"))


def remove_everything(index: Path) -> None:
    shutil.rmtree(index.parent)


def remove_index(index: Path) -> None:
    shutil.rmtree(index)


def empty_index(index: Path) -> None:
    for path in index.iterdir():
        path.unlink()


def replace_by_file(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("not a folder")


def garble_pointer(index: Path) -> None:
    (index.parent / "current.json").write_bytes(b'{"folder": \xff')


def empty_pointer(index: Path) -> None:
    (index.parent / "current.json").write_text("[]")


def garble_meta(index: Path) -> None:
    (index / "meta.json").write_bytes(b"\x00\xff")


def remove_files(ending: str):
    def remove(index: Path) -> None:
        for path in index.glob(f"*.{ending}"):
            path.unlink()

    remove.__name__ = f"remove_{ending}"
    return remove


def halve_files(ending: str):
    def halve(index: Path) -> None:
        for path in index.glob(f"*.{ending}"):
            half = path.read_bytes()[: path.stat().st_size // 2]
            path.unlink()  # cutting a file that a process has mapped would kill that process
            path.write_bytes(half)

    halve.__name__ = f"halve_{ending}"
    return halve


def overwrite(path: Path, start: bytes) -> None:
    """Replace the first bytes of a file in place, as a failing disk would."""
    with path.open("r+b") as file:
        file.write(start)


DAMAGES = [
    remove_everything,
    remove_index,
    empty_index,
    replace_by_file,
    garble_pointer,
    empty_pointer,
    garble_meta,
    *(remove_files(ending) for ending in ("term", "idx", "fast", "fieldnorm", "store")),
    *(halve_files(ending) for ending in ("term", "idx", "fast", "store", "del")),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_a_clear_answer_and_is_made_anew(make_engine, index, damage):
    damage(index)
    engine = make_engine()

    with pytest.raises(SearchUnavailable):
        engine.search(SearchQuery(text="robots"))
    with pytest.raises(SearchUnavailable):
        engine.identify(SearchQuery())
    with pytest.raises(SearchUnavailable):
        engine.write(Changes(documents=[document(2)]))
    assert engine.needs_rebuild() != ""

    engine.rebuild([document(1, "robots")])
    assert found(engine, "robots") == [1]
    assert engine.needs_rebuild() == ""
    assert {path.name[:6] for path in index.parent.iterdir()} == {"curren", "index-"}


@pytest.mark.parametrize("ending", ["term", "idx", "pos", "fast", "fieldnorm", "store", "del"])
def test_bytes_changed_in_place_are_noticed_by_their_checksum(make_engine, index, ending):
    assert make_engine().needs_rebuild() == ""
    path = next(index.glob(f"*.{ending}"))
    overwrite(path, bytes([path.read_bytes()[0] ^ 1]))

    assert make_engine().needs_rebuild() == f"The file {path} of the search index is damaged or gone."


def test_a_search_that_fails_has_the_sweep_look_again(make_engine, index):
    sweep, web = make_engine(), make_engine()
    assert sweep.needs_rebuild() == ""
    for path in index.glob("*.fast"):
        overwrite(path, b"\xff" * (path.stat().st_size // 2))
    assert sweep.needs_rebuild() == ""  # files are checked once

    with pytest.raises(SearchUnavailable):
        web.search(SearchQuery(facets=("country", "level", "kind")))

    assert "damaged" in sweep.needs_rebuild()
    sweep.rebuild([])
    assert not (index.parent / "suspect").exists()


def test_a_suspicion_without_cause_is_forgotten(make_engine, index):
    (index.parent / "suspect").write_text(index.name)
    engine = make_engine()

    assert engine.needs_rebuild() == ""
    assert not (index.parent / "suspect").exists()


def test_a_process_that_reads_an_index_goes_on_when_its_files_are_deleted(make_engine, counter, index):
    engine = make_engine()
    assert engine.search(SearchQuery(text="robots")).total == 49
    shutil.rmtree(index.parent)
    counter.advance()

    assert engine.search(SearchQuery(text="robots")).total == 49
    assert engine.needs_rebuild() == f"There is no search index in {index.parent}."


def test_an_index_full_of_removed_records_is_made_anew(engine, monkeypatch):
    monkeypatch.setattr(integrity, "MOST_REMOVED", 10)
    engine.rebuild([])
    engine.write(Changes(documents=[document(pk) for pk in range(40)]))

    engine.write(Changes(removed=[Hit("programme", pk) for pk in range(20)]))
    assert engine.needs_rebuild() == ""
    engine.write(Changes(removed=[Hit("programme", pk) for pk in range(21)]))

    assert engine.needs_rebuild() == "The search index still carries 21 removed records."


def run(folder: Path, body: str) -> str:
    """Run Python in a process of its own, with an engine on a folder, and give what it prints."""
    script = f"""
        import os, resource, sys
        from pathlib import Path
        from bluestem.catalogue.search.port import *
        from bluestem.catalogue.search.tantivy_engine import TantivyEngine
        from bluestem.kit.generation import Generation
        from tests.catalogue.search.conftest import SHAPE, document, found

        folder = Path({str(folder)!r})
        engine = TantivyEngine(folder / "search", SHAPE, Generation(folder / "generation"))
    """
    code = textwrap.dedent(script) + textwrap.dedent(body)
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


LONG = "[document(pk, ' '.join(f'w{pk}x{n}' for n in range(400))) for pk in range(60)]"


def test_a_disk_that_takes_no_more_leaves_the_index_as_it_was(tmp_path):
    said = run(
        tmp_path,
        f"""
        engine.rebuild([document(1, "robots")])
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        for attempt in (lambda: engine.write(Changes(documents={LONG})), lambda: engine.rebuild({LONG})):
            try:
                attempt()
            except SearchUnavailable as error:
                print("refused", found(engine, "robots"), repr(engine.needs_rebuild()))
        print(sorted(path.name[:6] for path in (folder / "search").iterdir()))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        engine.write(Changes(documents={LONG}))
        print(engine.search(SearchQuery()).total)
        """,
    )

    assert said.splitlines() == ["refused [1] ''", "refused [1] ''", "['curren', 'index-']", "60"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own belong to whoever runs the tests."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_a_folder_that_cannot_be_written_is_still_searched(open_folder):
    said = run(
        open_folder,
        """
        if os.geteuid() == 0:  # nothing is unwritable for root
            os.chown(folder / "generation", 65534, 65534)
            os.setgid(65534)
            os.setuid(65534)
        engine.rebuild([document(1, "robots")])
        index = next((folder / "search").glob("index-*"))
        index.chmod(0o555)
        (folder / "search").chmod(0o555)
        other = TantivyEngine(folder / "search", SHAPE, Generation(folder / "generation"))
        for attempt in (lambda: other.write(Changes(documents=[document(2)])), lambda: other.rebuild([document(2)])):
            try:
                attempt()
            except SearchUnavailable:
                print("refused", found(engine, "robots"), found(other, "robots"))
        """,
    )

    assert said.splitlines() == ["refused [1] [1]"] * 2
