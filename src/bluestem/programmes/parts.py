"""What the index must hear when rows of programmes change without the programme being saved."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Model

from bluestem.catalogue.api import records_changed


def sheets_changed(part: type[Model]) -> Callable[[Collection[int]], None]:
    """Give what notes, for rows of a part, that their programmes changed."""

    def note(pks: Collection[int]) -> None:
        programmes = part._default_manager.filter(pk__in=pks).values_list("programme_id", flat=True)  # noqa: SLF001
        records_changed(kind="programme", pks=sorted(set(programmes)))

    return note
