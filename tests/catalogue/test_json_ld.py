"""Structured data of every record's page, read as linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from bluestem.catalogue.api import registry
from bluestem.network.api import Organisation
from tests.factories.records import new_organisation, new_programme, new_publication
from tests.reading import read_page

# rdflib's own reader still uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = Namespace("https://schema.org/")
# schema.org's own context is not fetched here: every term is schema.org's, and these are addresses.
CONTEXT = {"@vocab": str(SCHEMA), **{name: {"@type": "@id"} for name in ("url", "sameAs", "license")}}
KINDS = {"programme": SCHEMA.Project, "publication": SCHEMA.Report, "organisation": SCHEMA.Organization}


def data_of(client, address: str) -> dict[str, Any]:
    page = read_page(client.get(address))
    return json.loads(page.find("script", type="application/ld+json").words())


def graph_of(data: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps({**data, "@context": CONTEXT}), format="json-ld")


def values(data: Any) -> Iterator[Any]:
    """Every value in it, at any depth."""
    if isinstance(data, dict):
        for part in data.values():
            yield from values(part)
    elif isinstance(data, list):
        yield data or None
        for part in data:
            yield from values(part)
    else:
        yield data


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_describes_itself_as_linked_data(db, kind):
    record_type = registry[kind]
    for record in record_type.whole(record_type.public()):
        data = record_type.json_ld(record)
        graph = graph_of(data)
        subject = URIRef(f"http://testserver{record.get_absolute_url()}")
        assert data["@id"] == str(subject)
        assert graph.value(subject, RDF.type) in (KINDS[kind], SCHEMA.EducationalOrganization)
        assert str(graph.value(subject, SCHEMA.name))
        assert [value for value in values(data) if value in (None, "", [], {})] == [], data


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_carries_it_with_its_context(client, db, kind):
    record_type = registry[kind]
    record = record_type.whole(record_type.public())[0]

    data = data_of(client, record.get_absolute_url())

    assert data == {"@context": "https://schema.org", **json.loads(json.dumps(record_type.json_ld(record)))}


def test_a_programme_names_founder_funders_and_places(client, db):
    graph = graph_of(data_of(client, "/programmes/together-4-stem/"))
    subject = URIRef("http://testserver/programmes/together-4-stem/")

    owner = graph.value(subject, SCHEMA.parentOrganization)
    assert owner == URIRef("http://testserver/organisations/csr-europe/")
    assert str(graph.value(owner, SCHEMA.name)) == "CSR Europe"
    assert {str(graph.value(funder, SCHEMA.name)) for funder in graph.objects(subject, SCHEMA.funder)} == {
        "Huawei",
        "Toyota",
        "Unipol Group",
    }
    assert {str(place) for place in graph.objects(subject, SCHEMA.areaServed)} == {"BE", "IT", "EU"}
    assert str(graph.value(subject, SCHEMA.foundingDate)) == "2019"


def test_a_school_is_an_educational_organisation():
    organisation = new_organisation(kind="school", pic="123456789", ror="https://ror.org/012345678", city="Ghent")

    data = registry["organisation"].json_ld(organisation)

    assert data["@type"] == "EducationalOrganization"
    assert data["identifier"] == {"@type": "PropertyValue", "propertyID": "PIC", "value": "123456789"}
    assert data["sameAs"] == "https://ror.org/012345678"
    assert data["address"] == {"@type": "PostalAddress", "addressLocality": "Ghent", "addressCountry": "BE"}


def test_a_bare_record_says_only_what_is_known(now):
    organisation = new_organisation(slug="bare", city="")

    assert registry["organisation"].json_ld(organisation) == {
        "@type": "Organization",
        "@id": "http://testserver/organisations/bare/",
        "name": organisation.name,
        "description": organisation.summary,
        "address": {"@type": "PostalAddress", "addressCountry": "BE"},
    }


def test_words_cannot_leave_the_data_block(client, organisation, publish):
    hostile = "</script><script>alert(1)</script><!--"
    programme = publish(new_programme(organisation, name=hostile))

    page = read_page(client.get(programme.get_absolute_url()))

    assert json.loads(page.find("script", type="application/ld+json").words())["name"] == hostile
    assert [script.words() for script in page.find_all("script") if "alert" in script.words()] == [
        page.find("script", type="application/ld+json").words()
    ]


FIFTEEN = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_dublin_core_uses_its_fifteen_elements(db, kind):
    record_type = registry[kind]
    for record in record_type.whole(record_type.public()):
        described = record_type.dublin_core(record)
        assert set(described) <= FIFTEEN
        assert {"title", "type", "identifier", "language"} <= set(described)
        for words in described.values():
            assert isinstance(words, list)
            assert all(isinstance(word, str) and word for word in words), described


def test_dublin_core_of_a_publication(db):
    publication = new_publication(slug="p", title="T", authors="A", countries=["be"], topics=["science"])

    assert registry["publication"].dublin_core(publication) == {
        "title": ["T"],
        "creator": ["A"],
        "description": ["What happens in lessons with experiments."],
        "subject": ["Science"],
        "type": ["Text"],
        "date": ["2024"],
        "identifier": ["http://testserver/publications/p/"],
        "language": ["en"],
        "rights": [],
        "coverage": ["BE"],
    }


def test_organisations_that_are_named_are_those_of_the_tables(db):
    named = {registry["organisation"].json_ld(organisation)["@id"] for organisation in Organisation.objects.public()}

    assert len(named) == Organisation.objects.public().count()
