"""Every kind of answer has the shape of the protocol, and metadata that of its format."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from bluestem.catalogue.api import State
from bluestem.interfaces.harvest import selecting
from bluestem.interfaces.harvest.formats import DATACITE, DC, ELEMENTS, OAI_DC
from tests.conftest import NOW
from tests.factories.records import new_publication, store
from tests.interfaces.conftest import OAI, ask

SCHEMA = etree.XMLSchema(file=str(Path(__file__).with_name("oai_pmh.xsd")))
LIST = {"metadataPrefix": "oai_dc"}
# DataCite 4: what every record must say, in whatever order
MUST_SAY = ("identifier", "creators/{d}creator/{d}creatorName", "titles/{d}title", "publisher", "publicationYear")


@pytest.mark.parametrize(
    "arguments",
    [
        {"verb": "Identify"},
        {"verb": "ListMetadataFormats"},
        {"verb": "ListSets"},
        {"verb": "ListIdentifiers", **LIST},
        {"verb": "ListRecords", **LIST},
        {"verb": "ListRecords", "metadataPrefix": "datacite"},
        {"verb": "ListRecords", "set": "country.be", "from": "2000-01-01", **LIST},
        {"verb": "ListRecords", "until": "1990-01-01", **LIST},
        {"verb": "ListRecords", "resumptionToken": "<&>\x0b"},
        {"verb": "Nothing"},
        {"verb": "GetRecord", "identifier": "a b", **LIST},
    ],
)
@pytest.mark.parametrize("size", [5, 1000])
def test_answers_have_the_shape_of_the_protocol(client, journal, monkeypatch, arguments, size):
    monkeypatch.setattr(selecting, "PAGE", {"ListRecords": size, "ListIdentifiers": size})

    SCHEMA.assertValid(ask(client, **arguments))


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
def test_records_and_tombstones_have_the_shape_of_the_protocol(client, journal, editor, state):
    record = store(new_publication(), actor=editor, now=NOW)
    journal()
    record.state = state
    store(record, actor=editor, now=NOW)
    journal()
    tree = ask(client, verb="GetRecord", identifier=f"oai:testserver:publication/{record.uuid}", **LIST)

    SCHEMA.assertValid(tree)
    assert (tree.find(".//o:metadata", OAI) is None) == (state == State.WITHDRAWN)


def test_oai_dc_holds_the_fifteen_elements_and_nothing_else(client, journal):
    found = ask(client, verb="ListRecords", **LIST).findall(".//o:metadata/*", OAI)

    assert {part.tag for part in found} == {f"{{{OAI_DC}}}dc"}
    names = {child.tag for part in found for child in part}
    assert names <= {f"{{{DC}}}{name}" for name in ELEMENTS}
    assert all(part.findtext(f"{{{DC}}}title") and part.findtext(f"{{{DC}}}identifier") for part in found)


def test_every_record_says_what_datacite_asks_for(client, journal):
    tree = ask(client, verb="ListRecords", metadataPrefix="datacite")
    found = tree.findall(".//o:metadata/*", OAI)

    assert {part.tag for part in found} == {f"{{{DATACITE}}}resource"}
    prefix = f"{{{DATACITE}}}"
    for part in found:
        assert [path for path in MUST_SAY if not part.findtext(prefix + path.format(d=prefix))] == []
        assert part.find(f"{prefix}resourceType").get("resourceTypeGeneral") in ("Text", "Other")
        assert part.find(f"{prefix}identifier").get("identifierType") == "URL"
