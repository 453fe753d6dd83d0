"""Only what is public leaves: a word stands in drafts and withdrawn records, and every interface is searched for it."""

from __future__ import annotations

import pytest

from bluestem.catalogue.api import State
from bluestem.interfaces.delivering import body_of
from bluestem.interfaces.models import WebhookDelivery
from tests.factories.records import new_organisation
from tests.interfaces.conftest import OAI, ask
from tests.interfaces.test_services import add
from tests.portal.test_secrets import SECRET, secret_records

PLACES = [
    *("/", "/openapi.json", "/kinds", "/countries", "/facets", "/facets/topic", "/facets/country"),
    *(f"/{path}?limit=100" for path in ("records", "programmes", "publications", "organisations")),
    *(f"/{path}?country=is&facets=country" for path in ("records", "programmes")),
    *(f"/records?q={SECRET[:-1]}", "/records?sort=title&topic=science"),
]
MACHINES = ["/sitemap.xml", "/robots.txt", *(f"/data/catalogue.{form}" for form in ("ttl", "jsonld", "rdf"))]


def harvested(client) -> str:
    texts = []
    for prefix in ("oai_dc", "datacite"):
        tree = ask(client, verb="ListRecords", metadataPrefix=prefix)
        while True:
            texts.append("".join(tree.itertext()))
            token = tree.findtext(".//o:resumptionToken", namespaces=OAI)
            if not token:
                break
            tree = ask(client, verb="ListRecords", resumptionToken=token)
    return " ".join(texts)


def told(client, records) -> set[str]:
    """Give every place whose answer holds the word."""
    kinds = {"Programme": "programmes", "Publication": "publications", "Organisation": "organisations"}
    items = [f"/api/v1/{kinds[type(record).__name__]}/{record.uuid}" for record in records]
    maps = [f"/sitemap-{kind.lower()}-0.xml" for kind in kinds]
    places = [*(f"/api/v1{place}" for place in PLACES), *MACHINES, *items, *maps]
    found = {place for place in places if SECRET in client.get(place).content.decode().lower()}
    return found | ({"oai"} if SECRET in harvested(client).lower() else set())


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN, State.ARCHIVED])
def test_what_is_not_public_leaves_by_no_interface(client, journal, publish, member, state):
    owner = publish(new_organisation(slug="icebergs", country="is", topics=["science"]))
    add(member, events=["published", "changed", "withdrawn"])
    records = [publish(record) for record in secret_records(owner)]
    journal()
    before = told(client, records)
    for record in records:
        record.state = state
        publish(record)
    at_once = told(client, records)
    journal()

    assert told(client, records) == at_once == set()
    assert {"oai", "/api/v1/records?limit=100", f"/api/v1/programmes/{records[0].uuid}"} <= before
    bodies = [body_of(delivery) for delivery in WebhookDelivery.objects.all()]
    assert bodies
    assert not any(SECRET.encode() in body for body in bodies)
