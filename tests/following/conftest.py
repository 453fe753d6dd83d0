from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict

from bluestem.accounts.api import User
from bluestem.following.alerts import tell_followers
from bluestem.following.choices import Pace
from bluestem.following.searches import SavedSearch
from bluestem.following.services import follow_search
from bluestem.messaging.api import Mail, Notice
from tests.factories.people import make_person


@pytest.fixture
def follower(db: None, now) -> User:
    return make_person("Fay Follower", now=now)


@pytest.fixture(autouse=True)
def empty_outbox(request: pytest.FixtureRequest) -> None:
    """What the sample network wrote is not what these tests are about."""
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        Notice.objects.all().delete()
        Mail.objects.all().delete()


@pytest.fixture
def caught_up(db: None) -> None:
    """Everything that happened before the test is told."""
    tell_followers()


@pytest.fixture
def follow(follower: User, now) -> Callable:
    """`follow("q=robots", kind="programme")` follows a search, at once unless told otherwise."""

    def following(
        query: str = "", *, kind: str = "", language: str = "en", person: User | None = None, pace=Pace.AT_ONCE
    ):
        search = SavedSearch.read(kind, QueryDict(query), language)
        return follow_search(actor=person or follower, search=search, pace=pace, now=now)

    return following
