"""The catalogue of open datasets: three forms of the same graph, with what DCAT-AP 3 asks for."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from bluestem.catalogue.api import registry
from bluestem.interfaces.dcat.graph import Iri, Node, as_json_ld, as_rdf_xml, as_turtle
from bluestem.interfaces.dcat.graph import Literal as Text

# rdflib's own reader of JSON-LD uses a class that rdflib wants to be rid of
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph")

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FORMS = {"jsonld": "json-ld", "ttl": "turtle", "rdf": "xml"}
# SEMIC's SHACL: what must be there, and what may be there once (per language)
MANDATORY = {
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher),
    DCAT.Dataset: (DCT.title, DCT.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCT.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
}
AT_MOST_ONE = (DCT.publisher, DCT.license, DCT.modified, DCT.accessRights, DCT.accrualPeriodicity, DCAT.mediaType)


def parsed(client, extension: str) -> Graph:
    answer = client.get(f"/data/catalogue.{extension}")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return Graph().parse(data=answer.content, format=FORMS[extension])


@pytest.fixture
def graph(client, journal) -> Graph:
    return parsed(client, "ttl")


@pytest.mark.parametrize("extension", ["jsonld", "rdf"])
def test_every_form_says_the_same(client, journal, graph, extension):
    assert len(graph) > 100
    assert isomorphic(graph, parsed(client, extension))


@pytest.mark.parametrize("kind", list(MANDATORY))
def test_what_the_profile_asks_for_is_there(graph, kind):
    things = list(graph.subjects(RDF.type, kind))

    assert things
    for thing in things:
        assert [name for name in MANDATORY[kind] if (thing, name, None) not in graph] == []
        assert [name for name in AT_MOST_ONE if len(list(graph.objects(thing, name))) > 1] == []


def test_everything_that_is_named_is_described(graph):
    for name in (DCAT.dataset, DCAT.service, DCAT.distribution, DCT.publisher, DCAT.servesDataset):
        for thing in graph.objects(None, name):
            assert (thing, RDF.type, None) in graph


def test_there_is_a_dataset_for_each_record_type(client, graph):
    pages = {str(page) for page in graph.objects(None, DCAT.landingPage)}

    assert pages == {f"http://testserver/{record_type.path}/" for record_type in registry}


def test_every_distribution_can_be_fetched_and_is_what_it_says(client, graph):
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        address = str(graph.value(distribution, DCAT.downloadURL)).removeprefix("http://testserver")
        media = str(graph.value(distribution, DCAT.mediaType)).partition("media-types/")[2]
        assert client.head(address).headers["Content-Type"].startswith(media)


def test_texts_are_there_in_every_language(graph, settings):
    dataset = URIRef("http://testserver/data/catalogue#programme")
    titles = {title.language: str(title) for title in graph.objects(dataset, DCT.title)}

    assert set(titles) == {code for code, _name in settings.LANGUAGES}
    assert titles["en"] == "Programmes"


def test_an_unknown_form_is_not_found(client, db):
    assert client.get("/data/catalogue.xlsx").status_code == 404


HOSTILE = ['"', "\\", "\n", "</dct:title>", "<!--", "]]>", "\u2028", "é", "&amp;", "'''"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_through_every_form(text):
    node = Node(
        "http://x.example/#a", "dcat:Dataset", [("dct:title", Text(text, language="en")), ("dct:x", Iri("urn:b"))]
    )
    for write, form in ((as_json_ld, "json-ld"), (as_turtle, "turtle"), (as_rdf_xml, "xml")):
        graph = Graph().parse(data=write([node]), format=form)
        assert graph.value(URIRef("http://x.example/#a"), DCT.title) == Literal(text, lang="en")
