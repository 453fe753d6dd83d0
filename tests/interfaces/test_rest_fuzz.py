"""Requests made up from the interface's own description: none meets a fault, or an answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
MADE_UP = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def description(client, journal, monkeypatch) -> Iterator[Any]:
    monkeypatch.setattr("bluestem.interfaces.rest.serving.PER_ADDRESS", 10**9)
    loaded = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    loaded.app = get_wsgi_application()
    # As Django's own test client does: the connection of the test's transaction must outlive a request.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield loaded
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


PATHS = ["kinds", "countries", "facets", "facets/{name}", "records", "programmes", "programmes/{uuid}", "publications"]


@pytest.mark.parametrize("path", PATHS)
def test_requests_made_up_from_the_description(description, path):
    @MADE_UP
    @given(case=description[f"/api/v1/{path}"]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.validate_response(case.call(base_url="http://testserver"), checks=CHECKS)

    ask()
