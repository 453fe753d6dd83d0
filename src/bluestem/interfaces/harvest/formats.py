"""Records as metadata: Dublin Core, which every repository has, and DataCite 4, which says more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from lxml import etree

from bluestem.catalogue.api import RecordType
from bluestem.kit.text import for_xml

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
DATACITE = "http://datacite.org/schema/kernel-4"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The order of the fifteen elements in oai_dc is free; this is the order of their definition.
ELEMENTS = (
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
    *("identifier", "source", "language", "relation", "coverage", "rights"),
)


@dataclass(frozen=True, kw_only=True)
class MetadataFormat:
    """A form of metadata: its prefix, where its schema is, its namespace, and how a record becomes it."""

    prefix: str
    schema: str
    namespace: str
    build: Callable[[RecordType, Any], etree._Element]


def oai_dc(record_type: RecordType, record: Any) -> etree._Element:
    """Give a record as oai_dc, with the network as publisher and its permanent address as an identifier."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {FORMATS['oai_dc'].schema}")
    said = record_type.dublin_core(record)
    identifiers = [*said.get("identifier", []), permanent_address(record_type, record)]
    values = {"publisher": [settings.NETWORK_NAME], **said, "identifier": list(dict.fromkeys(identifiers))}
    for name in ELEMENTS:
        for value in filter(None, values.get(name, ())):
            _add(root, f"{{{DC}}}{name}", value)
    return root


def datacite(record_type: RecordType, record: Any) -> etree._Element:
    """Give a record as DataCite 4 (schema.datacite.org), from what its declaration says of it."""
    root = etree.Element(f"{{{DATACITE}}}resource", nsmap={None: DATACITE, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{DATACITE} {FORMATS['datacite'].schema}")
    said = record_type.dublin_core(record)
    _add(root, _name("identifier"), permanent_address(record_type, record), identifierType="URL")
    creators = etree.SubElement(root, _name("creators"))
    for name in said.get("creator") or [record_type.author(record) or settings.NETWORK_NAME]:
        _add(etree.SubElement(creators, _name("creator")), _name("creatorName"), name)
    _group(root, "titles", "title", said.get("title") or [record_type.title(record)])
    _add(root, _name("publisher"), settings.NETWORK_NAME)
    _add(root, _name("publicationYear"), str(record_type.date(record).year))
    general = "Text" if "Text" in said.get("type", ()) else "Other"
    _add(root, _name("resourceType"), str(record_type.label), resourceTypeGeneral=general)
    _group(root, "subjects", "subject", said.get("subject", ()))
    dates = etree.SubElement(root, _name("dates"))
    _add(dates, _name("date"), record_type.date(record).date().isoformat(), dateType="Issued")
    _add(dates, _name("date"), record.changed_at.date().isoformat(), dateType="Updated")
    _add(root, _name("language"), record_type.language(record))
    other = etree.SubElement(root, _name("alternateIdentifiers"))
    _add(other, _name("alternateIdentifier"), str(record.uuid), alternateIdentifierType="UUID")
    for value in said.get("identifier", ()):
        _add(other, _name("alternateIdentifier"), value, alternateIdentifierType="URL" if "://" in value else "Number")
    _group(root, "rightsList", "rights", said.get("rights", ()))
    _group(root, "descriptions", "description", said.get("description", ()), descriptionType="Abstract")
    _places(root, said.get("coverage", ()))
    return root


def permanent_address(record_type: RecordType, record: Any) -> str:
    """Give the address that leads to a record for ever."""
    return f"{settings.ORIGIN}/id/{record_type.name}/{record.uuid}/"


def _places(root: etree._Element, coverage: Iterable[str]) -> None:
    named = [value for value in coverage if value]
    if named:
        places = etree.SubElement(root, _name("geoLocations"))
        for value in named:
            _add(etree.SubElement(places, _name("geoLocation")), _name("geoLocationPlace"), value)


def _group(root: etree._Element, group: str, name: str, values: Iterable[str], **attributes: str) -> None:
    said = [value for value in values if value]
    if said:
        parent = etree.SubElement(root, _name(group))
        for value in said:
            _add(parent, _name(name), value, **attributes)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = for_xml(text)


def _name(name: str) -> str:
    return f"{{{DATACITE}}}{name}"


FORMATS = {
    format_.prefix: format_
    for format_ in (
        MetadataFormat(
            prefix="oai_dc",
            schema="http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            namespace=OAI_DC,
            build=oai_dc,
        ),
        MetadataFormat(
            prefix="datacite",
            schema="https://schema.datacite.org/meta/kernel-4/metadata.xsd",
            namespace=DATACITE,
            build=datacite,
        ),
    )
}
