from __future__ import annotations

import pytest

from bluestem.catalogue.api import State
from bluestem.following.choices import Pace
from bluestem.following.queries import follows_of, public_records, shown, withdrawn_records
from bluestem.following.services import follow_record
from tests.factories.people import make_person
from tests.factories.records import new_organisation, store


@pytest.fixture
def organisations(editor, now):
    """A public, a withdrawn and a draft organisation, by state."""
    states = (State.PUBLISHED, State.WITHDRAWN, State.DRAFT)
    made = {state: store(new_organisation(state=State.PUBLISHED), actor=editor, now=now) for state in states}
    for state, record in made.items():
        record.state = state
        store(record, actor=editor, now=now)
    return made


def test_only_what_everyone_may_read_is_open(follower, organisations):
    asked = [f"organisation:{record.pk}" for record in organisations.values()]

    assert public_records(follower, [*asked, "unknown:1", "organisation:x", ""]) == {asked[0]}
    assert withdrawn_records(follower, asked) == {asked[1]}


def test_everyone_sees_their_own(follow, now):
    follow("q=robots")

    assert not follows_of(make_person("Bo Follower", now=now)).exists()


def test_each_leads_where_it_is_and_costs_one_query_for_each_kind(follow, follower, organisations, count_queries, now):
    follow("q=robots", kind="programme")
    for record in (organisations[State.PUBLISHED],) * 2:
        follow_record(actor=follower, kind="organisation", pk=record.pk, pace=Pace.DAILY, now=now)
    with count_queries() as counted:
        addresses = [(found.address, found.feed) for found in shown(follows_of(follower))]

    assert addresses == [
        (organisations[State.PUBLISHED].get_absolute_url(), ""),
        ("/programmes/?q=robots", "/programmes/feed.rss?q=robots"),
    ]
    assert counted.number <= 3, counted


def test_what_is_gone_leads_nowhere(follow, follower, organisations, editor, now):
    record = organisations[State.PUBLISHED]
    follow_record(actor=follower, kind="organisation", pk=record.pk, pace=Pace.DAILY, now=now)
    kept = follow("q=robots", kind="programme")
    kept.query = "colour=red"
    kept.save()
    record.state = State.DRAFT
    store(record, actor=editor, now=now)

    assert [(found.address, found.feed) for found in shown(follows_of(follower))] == [("", ""), ("", "")]
