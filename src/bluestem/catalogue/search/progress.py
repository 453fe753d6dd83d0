"""Telling how far a rebuild is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bluestem.catalogue.search.port import Progress

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document

STEP = 1_000


def counted(documents: Iterable[Document], *, total: int, progress: Progress | None) -> Iterator[Document]:
    """Pass documents on, telling `progress` the count so far and the total, now and then and at the end."""
    count = 0
    for document in documents:
        yield document
        count += 1
        if progress and count % STEP == 0:
            progress(count, total)
    if progress:
        progress(count, total)
