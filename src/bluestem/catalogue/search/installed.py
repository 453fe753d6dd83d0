"""The search engine of this installation, by its settings and its registered record types."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from bluestem.catalogue.records import registry
from bluestem.catalogue.search.port import Engine, Shape
from bluestem.catalogue.search.tantivy_engine import TantivyEngine
from bluestem.kit.generation import Generation


def get_engine() -> Engine:
    """Give the engine that holds the registered record types; the index need not exist yet."""
    return _engine(settings.DATA_FOLDER / "search", Shape.of(registry))


def generation() -> Generation:
    """Give the counter that tells every process of this machine that public content changed."""
    return _generation(settings.DATA_FOLDER / "generation")


@lru_cache(maxsize=4)
def _engine(folder: Path, shape: Shape) -> Engine:
    return TantivyEngine(folder, shape, _generation(folder.parent / "generation"))


@lru_cache(maxsize=4)
def _generation(path: Path) -> Generation:
    return Generation(path)
