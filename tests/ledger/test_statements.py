"""A line leaves as an xAPI statement."""

from __future__ import annotations

import json
from uuid import UUID

from bluestem.ledger.api import Thing, record, statement
from bluestem.library.api import Publication

ORIGIN = "https://stem.example"


def entry_of(now, actor=None):
    return record(
        verb="library.downloaded",
        thing=Thing(kind="publication", id="a1", title="Kiezen voor STEM"),
        now=now,
        recorded_by="tests",
        actor=actor,
        quantity=2,
    )


def test_a_statement_has_the_shape_of_xapi(now, member):
    entry = entry_of(now, actor=member)

    assert statement(entry, origin=ORIGIN) == {
        "id": str(entry.uuid),
        "timestamp": "2026-11-22T12:00:00+00:00",
        "actor": {"objectType": "Agent", "account": {"homePage": ORIGIN, "name": str(member.uuid)}},
        "verb": {"id": "http://id.tincanapi.com/verb/downloaded", "display": {"en": "downloaded"}},
        "object": {
            "objectType": "Activity",
            "id": f"{ORIGIN}/id/publication/a1",
            "definition": {"name": {"en": "Kiezen voor STEM"}},
        },
        "result": {"extensions": {f"{ORIGIN}/xapi/quantity": 2.0}},
    }


def test_a_statement_names_nobody_by_name_or_address(now, member):
    text = json.dumps(statement(entry_of(now, actor=member), origin=ORIGIN))

    assert member.name not in text
    assert member.email not in text


def test_without_a_person_the_actor_is_anonymous(now, db):
    found = statement(entry_of(now), origin=ORIGIN)

    assert found["actor"]["account"]["name"] == "anonymous"
    assert UUID(found["id"]).version == 4


def test_the_object_of_a_statement_is_an_address_that_answers(now, client, db):
    publication = Publication.objects.public().first()
    thing = Thing(kind="publication", id=str(publication.uuid), title=publication.title)
    entry = record(verb="library.downloaded", thing=thing, now=now, recorded_by="tests")
    address = statement(entry, origin="")["object"]["id"]

    assert client.get(f"{address}/").headers["Location"] == publication.get_absolute_url()
