"""A few triples, written in three forms. Every node has an address of its own, so none has to be invented."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from bluestem.kit.text import for_xml

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Iri:
    """The address of a thing."""

    value: str


@dataclass(frozen=True)
class Literal:
    """A text in a language (BCP 47), or a value of a type such as `xsd:dateTime`."""

    value: str
    language: str = ""
    datatype: str = ""


Value = Iri | Literal


@dataclass(frozen=True)
class Node:
    """A thing: its address, its class such as `dcat:Dataset`, and what is said of it."""

    iri: str
    kind: str
    said: Sequence[tuple[str, Value]] = field(default_factory=tuple)


def as_json_ld(nodes: Iterable[Node]) -> str:
    """Give the nodes as JSON-LD 1.1."""
    graph = []
    for node in nodes:
        entry: dict[str, object] = {"@id": node.iri, "@type": node.kind}
        for name, value in node.said:
            values = entry.setdefault(name, [])
            if isinstance(values, list):
                values.append(_json_value(value))
        graph.append(entry)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _json_value(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": value.datatype} if value.datatype else {"@value": value.value}


def as_turtle(nodes: Iterable[Node]) -> str:
    """Give the nodes as Turtle 1.1."""
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    blocks = []
    for node in nodes:
        lines = [f"a {node.kind}", *(f"{name} {_turtle_value(value)}" for name, value in node.said)]
        blocks.append(f"\n<{node.iri}> " + " ;\n    ".join(lines) + " .\n")
    return head + "".join(blocks)


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.value}>"
    text = json.dumps(value.value, ensure_ascii=False)  # Turtle's escapes in a string are JSON's
    return text + (f"@{value.language}" if value.language else f"^^{value.datatype}" if value.datatype else "")


def as_rdf_xml(nodes: Iterable[Node]) -> str:
    """Give the nodes as RDF/XML."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF {spaces}>"]
    for node in nodes:
        lines.append(f"<{node.kind} rdf:about={quoteattr(node.iri)}>")
        lines += [_xml_value(name, value) for name, value in node.said]
        lines.append(f"</{node.kind}>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


def _xml_value(name: str, value: Value) -> str:
    if isinstance(value, Iri):
        return f"  <{name} rdf:resource={quoteattr(value.value)}/>"
    attribute = f' xml:lang="{value.language}"' if value.language else ""
    if value.datatype:
        prefix, _colon, local = value.datatype.partition(":")
        attribute = f' rdf:datatype="{PREFIXES[prefix]}{local}"'
    return f"  <{name}{attribute}>{escape(for_xml(value.value))}</{name}>"
