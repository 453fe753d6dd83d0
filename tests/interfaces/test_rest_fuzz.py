"""Requests made up from the interface's own description: none meets a fault, or an answer that is not described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
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
def description(client, journal, monkeypatch) -> Any:
    monkeypatch.setattr("bluestem.interfaces.rest.serving.PER_ADDRESS", 10**9)
    loaded = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
    loaded.app = get_wsgi_application()
    return loaded


PATHS = ["kinds", "countries", "facets", "facets/{name}", "records", "programmes", "programmes/{uuid}", "publications"]


@pytest.mark.parametrize("path", PATHS)
def test_requests_made_up_from_the_description(description, path):
    @MADE_UP
    @given(case=description[f"/api/v1/{path}"]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.validate_response(case.call(base_url="http://testserver"), checks=CHECKS)

    ask()
