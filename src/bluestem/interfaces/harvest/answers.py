"""Answers to the six verbs, as XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from lxml import etree

from bluestem.catalogue.api import registry
from bluestem.interfaces.harvest.arguments import Window
from bluestem.interfaces.harvest.errors import HarvestError
from bluestem.interfaces.harvest.formats import FORMATS, XSI, MetadataFormat
from bluestem.interfaces.harvest.selecting import (
    TOKEN_HOLDS,
    Selection,
    all_sets,
    current_entry,
    earliest_stamp,
    sets_of,
)
from bluestem.interfaces.models import JournalEntry
from bluestem.kit.text import for_xml

OAI = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"


def answer(verb: str, arguments: Mapping[str, str], *, base: str, now: datetime) -> bytes:
    """Give the answer to a request that was read well, errors of its contents included.

    base: the address that is asked.
    """
    root = _root(now)
    _add(root, "request", base, verb=verb, **arguments)
    try:
        root.append(_VERBS[verb](arguments, base, now))
    except HarvestError as error:
        plain = error.code in ("badVerb", "badArgument")
        return refusal(error, base=base, now=now, said={} if plain else {"verb": verb, **arguments})
    return _text(root)


def refusal(error: HarvestError, *, base: str, now: datetime, said: Mapping[str, str] | None = None) -> bytes:
    """Give the answer that says what is wrong with a request. `said`: its arguments, where they were read well."""
    root = _root(now)
    _add(root, "request", base, **(said or {}))
    _add(root, "error", error.sentence, code=error.code)
    return _text(root)


def identifier_of(kind: str, uuid: UUID) -> str:
    """Give a record's identifier by the OAI identifier scheme."""
    return f"oai:{_host()}:{kind}/{uuid}"


def _identify(_arguments: Mapping[str, str], base: str, now: datetime) -> etree._Element:
    part = _element("Identify")
    _add(part, "repositoryName", settings.NETWORK_NAME)
    _add(part, "baseURL", base)
    _add(part, "protocolVersion", "2.0")
    _add(part, "adminEmail", settings.NETWORK_CONTACT)
    _add(part, "earliestDatestamp", _stamp(earliest_stamp() or now))
    _add(part, "deletedRecord", "persistent")
    _add(part, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return part


def _formats(arguments: Mapping[str, str], _base: str, _now: datetime) -> etree._Element:
    if "identifier" in arguments:
        _entry(arguments["identifier"])
    part = _element("ListMetadataFormats")
    for known in FORMATS.values():
        item = etree.SubElement(part, _name("metadataFormat"))
        _add(item, "metadataPrefix", known.prefix)
        _add(item, "schema", known.schema)
        _add(item, "metadataNamespace", known.namespace)
    return part


def _sets(arguments: Mapping[str, str], _base: str, _now: datetime) -> etree._Element:
    if "resumptionToken" in arguments:
        raise HarvestError("badResumptionToken", "The list of sets comes whole; it has no tokens.")
    part = _element("ListSets")
    for name, title in all_sets():
        item = etree.SubElement(part, _name("set"))
        _add(item, "setSpec", name)
        _add(item, "setName", title)
    return part


def _record(arguments: Mapping[str, str], _base: str, _now: datetime) -> etree._Element:
    chosen = _format(arguments["metadataPrefix"])
    entry = _entry(arguments["identifier"])
    part = _element("GetRecord")
    part.append(_record_element(entry, _public([entry]), chosen))
    return part


def _records(arguments: Mapping[str, str], _base: str, now: datetime) -> etree._Element:
    return _list("ListRecords", arguments, now)


def _identifiers(arguments: Mapping[str, str], _base: str, now: datetime) -> etree._Element:
    return _list("ListIdentifiers", arguments, now)


def _list(verb: str, arguments: Mapping[str, str], now: datetime) -> etree._Element:
    selection = _selection(verb, arguments)
    chosen = _format(selection.prefix)
    entries, rest = selection.page()
    if not entries and not selection.given:
        raise HarvestError("noRecordsMatch", "No record fits this set and these dates.")
    part = _element(verb)
    part.extend(_headers(entries) if verb == "ListIdentifiers" else _whole_records(entries, chosen))
    if rest or selection.given:
        token = etree.SubElement(part, _name("resumptionToken"), cursor=str(selection.given))
        if rest:
            token.text = rest.token()
            token.set("expirationDate", _stamp(now + timedelta(seconds=TOKEN_HOLDS)))
    return part


def _headers(entries: Sequence[JournalEntry]) -> list[etree._Element]:
    public = _still_public(entries)
    return [_header(entry, entry_key(entry) in public) for entry in entries]


def _whole_records(entries: Sequence[JournalEntry], chosen: MetadataFormat) -> list[etree._Element]:
    records = _public(entries)
    return [_record_element(entry, records, chosen) for entry in entries]


def _selection(verb: str, arguments: Mapping[str, str]) -> Selection:
    if "resumptionToken" in arguments:
        return Selection.resume(arguments["resumptionToken"], verb)
    window = Window.read(arguments)
    _format(arguments["metadataPrefix"])
    return Selection.begin(verb, arguments["metadataPrefix"], window, arguments.get("set", ""))


def _format(prefix: str) -> MetadataFormat:
    if prefix not in FORMATS:
        raise HarvestError("cannotDisseminateFormat", f"Records are given as {' or '.join(FORMATS)}.")
    return FORMATS[prefix]


def _entry(identifier: str) -> JournalEntry:
    """Find the line of a record by its identifier. Raises HarvestError."""
    unknown = HarvestError("idDoesNotExist", "No record has this identifier.")
    start = f"oai:{_host()}:"
    kind, slash, text = identifier.removeprefix(start).partition("/")
    if not identifier.startswith(start) or not slash or not _KIND.fullmatch(kind):
        raise unknown
    try:
        entry = current_entry(kind, UUID(text))
    except ValueError:
        raise unknown from None
    if entry is None or str(entry.uuid) != text:
        raise unknown
    return entry


Key = tuple[str, int]
_KIND = re.compile(r"[a-z0-9_-]{1,60}")


def entry_key(entry: JournalEntry) -> Key:
    """What records are found by."""
    return entry.kind, entry.record_id


def _public(entries: Sequence[JournalEntry]) -> dict[Key, Any]:
    """Fetch the records of these lines that everyone may read now, with all that metadata says."""
    return {
        (kind, record.pk): record
        for kind, pks in _by_kind(entries).items()
        for record in registry[kind].whole(registry[kind].public().filter(pk__in=pks))
    }


def _still_public(entries: Sequence[JournalEntry]) -> set[Key]:
    return {
        (kind, pk)
        for kind, pks in _by_kind(entries).items()
        for pk in registry[kind].public().filter(pk__in=pks).values_list("pk", flat=True)
    }


def _by_kind(entries: Sequence[JournalEntry]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in entries:
        if entry.kind in registry and not entry.is_withdrawn:
            found.setdefault(entry.kind, []).append(entry.record_id)
    return found


def _record_element(entry: JournalEntry, records: Mapping[Key, Any], chosen: MetadataFormat) -> etree._Element:
    record = records.get(entry_key(entry))
    element = _element("record")
    element.append(_header(entry, record is not None))
    if record is not None:
        etree.SubElement(element, _name("metadata")).append(chosen.build(registry[entry.kind], record))
    return element


def _header(entry: JournalEntry, is_public: bool) -> etree._Element:
    header = _element("header")
    if not is_public:
        header.set("status", "deleted")
    _add(header, "identifier", identifier_of(entry.kind, entry.uuid))
    _add(header, "datestamp", _stamp(entry.stamp))
    for name in sets_of(entry):
        _add(header, "setSpec", name)
    return header


_VERBS: Mapping[str, Callable[[Mapping[str, str], str, datetime], etree._Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListIdentifiers": _identifiers,
    "ListRecords": _records,
}


def _root(now: datetime) -> etree._Element:
    root = etree.Element(_name("OAI-PMH"), nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {SCHEMA}")
    _add(root, "responseDate", _stamp(now))
    return root


def _element(name: str) -> etree._Element:
    return etree.Element(_name(name), nsmap={None: OAI})


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    cleaned = {key: for_xml(value) for key, value in attributes.items()}
    etree.SubElement(parent, _name(name), cleaned).text = for_xml(text)


def _name(name: str) -> str:
    return f"{{{OAI}}}{name}"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _host() -> str:
    return urlsplit(settings.ORIGIN).hostname or "localhost"


def _text(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
