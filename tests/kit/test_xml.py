"""XML from outside: no entity, document type or network, and no end without limit."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.xml import XmlRefused, parse_xml, stream_xml

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><l>&d;</l>"""
HOSTILE = {
    "external entity": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    "entity by http": b'<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><r>&x;</r>',
    "parameter entity": b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><r/>',
    "external document type": b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
    "billion laughs": LAUGHS,
    "harmless document type": b"<!DOCTYPE r><r/>",
    "in UTF-16": LAUGHS.decode().replace('<?xml version="1.0"?>', "").encode("utf-16"),
    "undeclared entity": b"<r>&nbsp;</r>",
    "too deep": b"<a>" * 100_000,
    "cut off": b"<r><a>1</a>",
    "two roots": b"<r/><r/>",
    "empty": b"",
    "no XML": b"name;country\nA;be\n",
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_are_refused_whole(document):
    with pytest.raises(XmlRefused):
        parse_xml(document)


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_are_refused_in_a_stream(document):
    with pytest.raises(XmlRefused):
        [element.text for element in stream_xml(io.BytesIO(document), "r")]


def test_a_document_is_read():
    root = parse_xml("<r xmlns='urn:x'><a>é &amp; 1</a><!-- no --><?pi no?></r>".encode())

    assert [(child.tag, child.text) for child in root] == [("{urn:x}a", "é & 1")]


@pytest.mark.parametrize("tag", ["{urn:x}a", "{*}a"])
def test_elements_come_one_by_one(tag):
    document = b"<r xmlns='urn:x'>" + b"".join(b"<a><b>%d</b></a>" % n for n in range(5)) + b"</r>"

    assert [element[0].text for element in stream_xml(io.BytesIO(document), tag)] == ["0", "1", "2", "3", "4"]


def test_a_stream_keeps_nothing():
    document = io.BytesIO(b"<r>" + b"<a>some words of text</a>" * 200_000 + b"</r>")
    tracemalloc.start()
    found = sum(1 for _ in stream_xml(document, "a"))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == 200_000
    assert peak < 1_000_000


def test_a_document_larger_than_its_limit_is_refused():
    document = b"<r>" + b" " * 10_000 + b"</r>"

    assert parse_xml(document, most_bytes=20_000).tag == "r"
    with pytest.raises(XmlRefused, match="larger"):
        parse_xml(document, most_bytes=10_000)
    with pytest.raises(XmlRefused, match="larger"):
        list(stream_xml(io.BytesIO(document), "r", most_bytes=10_000))


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"<r>{text}</r>".encode("utf-8", "replace")))
def test_anything_is_read_or_refused(document):
    try:
        root = parse_xml(document)
    except XmlRefused:
        return
    assert isinstance(root.tag, str)
