"""Other sites for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.links.sites import Sites, other_sites


@pytest.fixture
def sites() -> Iterator[Sites]:
    with other_sites() as running:
        yield running
