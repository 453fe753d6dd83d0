"""A sheet at a known address, with the fields and parts that a test needs."""

from __future__ import annotations

import pytest

from bluestem.programmes.api import Programme, save_programme
from tests.factories.records import new_programme


@pytest.fixture
def sheet(editor, organisation, now):
    """Stores a sheet at ADDRESS; fields and parts as the test needs them."""

    def store(**fields: object) -> Programme:
        parts = {name: fields.pop(name) for name in list(fields) if isinstance(fields[name], list) and name in PARTS}
        programme = new_programme(organisation, **{"slug": "machines", "name": "Machines & more", **fields})
        for name, rows in parts.items():
            setattr(programme, name, rows)
        return save_programme(programme=programme, actor=editor, now=now)

    return store


PARTS = {"indicators", "reach", "partners", "funders", "documents", "translations", "workstreams", "frames"}
