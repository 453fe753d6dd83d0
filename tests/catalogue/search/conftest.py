"""Engines over small indexes of plain documents; no test here needs a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bluestem.catalogue.records import Document
from bluestem.catalogue.search.port import SearchQuery, Shape
from bluestem.catalogue.search.tantivy_engine import TantivyEngine
from bluestem.kit.generation import Generation

# How long an example takes says nothing on a machine that does other things as well.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SHAPE = Shape(kinds=("programme", "publication"), facets=("country", "level"), numbers=("published", "size"))


def document(pk: int, text: str = "", language: str = "en", **fields: Any) -> Document:
    """A document of a kind that tests seldom care about."""
    defaults = {"kind": "programme", "title": f"Title{pk}", "texts": {language: text}}
    return Document(pk=pk, **(defaults | fields))


def found(engine: TantivyEngine, text: str = "", **options: Any) -> list[int]:
    """The primary keys that a search gives, in its order."""
    return [hit.pk for hit in engine.search(SearchQuery(text=text, **options)).hits]


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[..., TantivyEngine]]:
    """Engines on one folder, as each process of a machine has its own."""
    made = []

    def make(shape: Shape = SHAPE) -> TantivyEngine:
        engine = TantivyEngine(tmp_path / "search", shape, Generation(tmp_path / "generation"))
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make_engine: Callable[..., TantivyEngine]) -> TantivyEngine:
    """An engine whose index is still missing."""
    return make_engine()


@pytest.fixture
def counter(tmp_path: Path) -> Generation:
    """The counter that all engines of this test share."""
    return Generation(tmp_path / "generation")
