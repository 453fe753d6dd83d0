"""Which new records standing searches find, for rooms that tell people of them."""

from __future__ import annotations

from collections.abc import Iterable

from bluestem.catalogue.records import Document, registry
from bluestem.catalogue.search.port import Shape
from bluestem.catalogue.search.standing import NewRecords


def new_records(documents: Iterable[Document]) -> NewRecords:
    """Give an index in memory of these records alone, in which saved searches are asked (`NewRecords.hits`)."""
    return NewRecords(list(documents), Shape.of(registry))
