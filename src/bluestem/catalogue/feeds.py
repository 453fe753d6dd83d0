"""Any list as a feed: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, streamed to the last hit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from bluestem.catalogue.exports import records_of
from bluestem.catalogue.listing import ListState
from bluestem.catalogue.records import RecordType
from bluestem.kit.streams import Spool
from bluestem.kit.text import for_xml


@dataclass(frozen=True, kw_only=True)
class FeedInfo:
    """What a feed says of itself. Addresses are absolute."""

    title: str
    description: str
    page: str
    address: str
    origin: str


def rss_parts(state: ListState, info: FeedInfo) -> Iterator[str]:
    """Give the list as RSS 2.0, in pieces."""
    return _xml_parts(Rss201rev2Feed, "item", state, info)


def atom_parts(state: ListState, info: FeedInfo) -> Iterator[str]:
    """Give the list as Atom, in pieces."""
    return _xml_parts(Atom1Feed, "entry", state, info)


def json_feed_parts(state: ListState, info: FeedInfo) -> Iterator[str]:
    """Give the list as JSON Feed 1.1 (jsonfeed.org/version/1.1), in pieces."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": info.title,
        "description": info.description,
        "home_page_url": info.page,
        "feed_url": info.address,
        "language": get_language(),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, (record_type, record) in enumerate(records_of(state)):
        yield ("," if number else "") + "\n" + json.dumps(_json_item(record_type, record, info), ensure_ascii=False)
    yield "\n]}\n"


def _json_item(record_type: RecordType, record: Any, info: FeedInfo) -> dict[str, Any]:
    return {
        "id": f"urn:uuid:{record.uuid}",
        "url": info.origin + record_type.url(record),
        "title": record_type.title(record),
        "content_text": record_type.summary(record),
        "date_published": record_type.date(record).isoformat(),
        "date_modified": record.changed_at.isoformat(),
        "authors": [{"name": record_type.author(record)}],
        "language": record_type.language(record),
        "tags": [str(record_type.label)],
    }


def _xml_parts(kind: type[SyndicationFeed], element: str, state: ListState, info: FeedInfo) -> Iterator[str]:
    """Let Django's generator write each piece, but one entry after the other instead of all from memory."""
    feed = kind(
        title=info.title,
        link=info.page,
        description=info.description,
        language=get_language(),
        feed_url=info.address,
        author_name=info.title,
    )
    spool = Spool()
    xml = SimplerXMLGenerator(spool, "utf-8")
    _open(feed, xml)
    for record_type, record in records_of(state):
        xml.startElement(element, AttributesImpl({}))
        feed.add_item_elements(xml, _item(feed, record_type, record, info))
        xml.endElement(element)
        if spool.is_full:
            yield spool.drain()
    _close(feed, xml)
    yield spool.drain()


def _open(feed: SyndicationFeed, xml: SimplerXMLGenerator) -> None:
    xml.startDocument()
    if isinstance(feed, Atom1Feed):
        xml.startElement("feed", AttributesImpl(feed.root_attributes()))
    else:
        xml.startElement("rss", AttributesImpl(feed.rss_attributes()))  # type: ignore[attr-defined]
        xml.startElement("channel", AttributesImpl(feed.root_attributes()))
    feed.add_root_elements(xml)


def _close(feed: SyndicationFeed, xml: SimplerXMLGenerator) -> None:
    if isinstance(feed, Atom1Feed):
        xml.endElement("feed")
    else:
        xml.endElement("channel")
        xml.endElement("rss")


def _item(feed: SyndicationFeed, record_type: RecordType, record: Any, info: FeedInfo) -> dict[str, Any]:
    feed.items.clear()
    feed.add_item(
        title=for_xml(record_type.title(record)),
        link=info.origin + record_type.url(record),
        description=for_xml(record_type.summary(record)),
        author_name=for_xml(record_type.author(record)),
        pubdate=record_type.date(record),
        updateddate=record.changed_at,
        unique_id=f"urn:uuid:{record.uuid}",
        unique_id_is_permalink=False,
        categories=[str(record_type.label)],
    )
    return feed.items[0]
