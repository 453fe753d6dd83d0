"""Reading XML that comes from outside: no document type, no entities, nothing fetched, bounded in size and depth.

The parser is lxml's (libxml2), whose own limits stay on (`huge_tree=False`): depth 256, texts and names of bounded
length. A document type is refused as soon as it begins, so that what it would declare never counts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

MOST_BYTES = 50_000_000
PIECE = 65_536


class XmlRefused(ValueError):
    """The text is no XML that we read: not well formed, too large, or with a document type."""


def parse_xml(source: bytes | BinaryIO, *, most_bytes: int = MOST_BYTES) -> etree._Element:
    """Give the root of a document. Raises XmlRefused."""
    parser = etree.XMLParser(**_SAFE)
    bounded = _Bounded(io.BytesIO(source) if isinstance(source, bytes) else source, most_bytes)
    try:
        while piece := bounded.read(PIECE):
            parser.feed(piece)
        root = parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise XmlRefused(f"This is no XML that we can read: {error}") from error
    _refuse_document_type(root)
    return root


def stream_xml(source: BinaryIO, tag: str, *, most_bytes: int = MOST_BYTES) -> Iterator[etree._Element]:
    """Give each element of a name (`{namespace}name`, or `{*}name`) when it is complete, and forget it afterwards.

    Raises XmlRefused where the document turns bad; what was given before that was well formed.
    """
    reading = etree.iterparse(_Bounded(source, most_bytes), events=("start", "end"), **_SAFE)
    try:
        first = True
        for event, element in reading:
            if first:
                _refuse_document_type(element)
                first = False
            if event == "end" and _matches(element, tag):
                yield element
                _forget(element)
    except (etree.LxmlError, ValueError) as error:
        raise XmlRefused(f"This is no XML that we can read: {error}") from error


def begin_xml(source: BinaryIO, *, most_bytes: int = MOST_BYTES) -> etree._Element:
    """Read a document as far as its first element and give that. Raises XmlRefused, so also for a document type."""
    reading = etree.iterparse(_Bounded(source, most_bytes), events=("start",), **_SAFE)
    try:
        element = next((element for _event, element in reading), None)
    except (etree.LxmlError, ValueError) as error:
        raise XmlRefused(f"This is no XML that we can read: {error}") from error
    if element is None:
        raise XmlRefused("This XML holds nothing.")
    _refuse_document_type(element)
    return element


_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def _refuse_document_type(element: etree._Element) -> None:
    information = element.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise XmlRefused("This XML has a document type, which we do not read.")


def _matches(element: etree._Element, tag: str) -> bool:
    if not isinstance(element.tag, str):
        return False
    return element.tag == tag or (tag.startswith("{*}") and etree.QName(element).localname == tag[3:])


def _forget(element: etree._Element) -> None:
    """Free an element and its elder siblings, which the tree would keep to the end."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Bounded(io.RawIOBase):
    def __init__(self, source: BinaryIO, most: int) -> None:
        self._source = source
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size if size >= 0 else PIECE)
        self._left -= len(piece)
        if self._left < 0:
            raise XmlRefused("This XML is larger than we read.")
        return piece
