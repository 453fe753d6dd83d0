"""Reading tokens and subscribers of a person."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from bluestem.interfaces.queries import deliveries_of, delivery_of, tokens_of, webhook_of, webhooks_of
from bluestem.interfaces.services import issue_token, revoke_token
from tests.conftest import NOW
from tests.interfaces.test_services import add


def test_tokens_that_work_are_listed_newest_first(member, administrator):
    def issue(person, days, at):
        told = {"name": "n", "scopes": ["submissions:read"]}
        return issue_token(person=person, actor=person, days=days, now=at, **told)[0]

    old, new = issue(member, 30, NOW), issue(member, 30, NOW + timedelta(days=1))
    issue(member, 1, NOW)
    issue(administrator, 30, NOW)
    revoke_token(token=issue(member, 30, NOW), actor=member, now=NOW)

    assert tokens_of(member, NOW + timedelta(days=2)) == [new, old]


def test_subscriptions_belong_to_their_person(member, administrator, count_queries):
    mine, theirs = add(member), add(administrator)

    assert webhooks_of(member) == [mine]
    assert webhook_of(member, mine.uuid) == mine
    assert webhook_of(member, theirs.uuid) is None
    with count_queries() as counted:
        assert (deliveries_of(mine), delivery_of(mine, uuid4())) == ([], None)
    assert counted.number == 2
