"""The journal of the sample network, and a client that Sickle harvests with."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from bluestem.accounts.api import User
from bluestem.catalogue.api import PublicRecord
from bluestem.interfaces.journal import follow_changes
from tests.conftest import NOW
from tests.factories.records import store

with warnings.catch_warnings():  # Sickle has escapes that Python warns of when it is compiled for the first time
    warnings.simplefilter("ignore")
    from sickle import Sickle
    from sickle.response import OAIResponse

LONG = 600.0
OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture
def journal(db: None) -> Callable[..., int]:
    """The journal as the worker keeps it; `journal()` lets the worker look again."""
    follow_changes(NOW, seconds=LONG)
    return lambda now=NOW: follow_changes(now, seconds=LONG)


@pytest.fixture
def stored(journal: Callable, editor: User) -> Callable[[PublicRecord], PublicRecord]:
    """`stored(record)` stores a record as an editor does, and lets the worker look again."""

    def storing(record: PublicRecord) -> PublicRecord:
        store(record, actor=editor, now=NOW)
        journal(timezone.now())
        return record

    return storing


class HarvesterInside(Sickle):
    """Sickle, asking the site in this process. `between(number)` is called before each request after the first."""

    def __init__(self, client: Client, between: Callable[[int], object] = lambda _number: None, **options: Any) -> None:
        super().__init__("http://testserver/oai", **options)
        self.client = client
        self.between = between
        self.requests = 0

    def harvest(self, **arguments: str) -> OAIResponse:
        if self.requests:
            self.between(self.requests)
        self.requests += 1
        ask = self.client.get if self.http_method == "GET" else self.client.post
        answer = ask("/oai", arguments)
        assert answer.status_code == 200
        answer.text = answer.content.decode()
        return OAIResponse(answer, arguments)


@pytest.fixture
def harvester(client: Client, journal: Callable) -> Callable[..., HarvesterInside]:
    return lambda **options: HarvesterInside(client, **options)


def ask(client: Client, **arguments: str) -> etree._Element:
    """Give the tree of an answer."""
    answer = client.get("/oai", arguments)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(answer.content)


def code_of(tree: etree._Element) -> str | None:
    """Give the error code of an answer, or None."""
    error = tree.find("o:error", OAI)
    return None if error is None else error.get("code")
