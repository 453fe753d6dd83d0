from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from bluestem.config.front.application import Front
from bluestem.config.front.pages import FinishedPages
from bluestem.kit.generation import Generation
from tests.config import front_site


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    return Generation(tmp_path / "generation")


@pytest.fixture
def pages(generation: Generation) -> FinishedPages:
    return FinishedPages(generation.current)


@pytest.fixture
def front(pages: FinishedPages, settings) -> Iterator[Front]:
    """The application in front of Django and a small site."""
    settings.ROOT_URLCONF = "tests.config.front_site"
    # None of these pages asks the database, and tests have no connection that could be closed after a request.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Front(WSGIHandler(), pages=pages, files=None, readiness=lambda: "")
    for signal in signals:
        signal.connect(close_old_connections)
    front_site.while_computing.clear()
