"""What the catalogue of open datasets says: one dataset for each record type, with every way to take it away.

Mandatory and recommended properties of DCAT-AP 3.0 (SEMIC); codes from the EU Vocabularies.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import override

from bluestem.catalogue.api import RecordType, registry
from bluestem.interfaces.dcat.graph import Iri, Literal, Node, Value
from bluestem.interfaces.models import JournalEntry
from bluestem.ui.api import Text

EU = "http://publications.europa.eu/resource/authority/"
THEMES = ("EDUC", "TECH")
LICENCE = Iri(f"{EU}licence/CC_BY_4_0")
# ISO 639-3, as the EU's table of languages is coded
EU_LANGUAGES = {"en": "ENG", "fr": "FRA", "de": "DEU", "nl": "NLD", "es": "SPA", "it": "ITA", "pl": "POL", "pt": "POR"}


class Form(NamedTuple):
    """A form in which a dataset leaves: which view gives it, and its codes in the EU's and IANA's tables."""

    view: str
    extension: str
    file_type: str
    media_type: str


FORMS = (
    Form("export", "csv", "CSV", "text/csv"),
    Form("export", "json", "JSON", "application/json"),
    Form("feed", "rss", "RSS", "application/rss+xml"),
    Form("feed", "atom", "ATOM", "application/atom+xml"),
    Form("feed", "json", "JSON", "application/feed+json"),
)

Said = list[tuple[str, Value]]


def catalogue_nodes() -> list[Node]:
    """Give every node of the catalogue. Two queries, whatever the number of records."""
    changed = dict(JournalEntry.objects.values_list("kind").annotate(Max("stamp")).order_by())
    publisher = Node(_here("publisher"), "foaf:Agent", _names("foaf:name", settings.NETWORK_NAME))
    contact = Node(
        _here("contact"),
        "vcard:Organization",
        [("vcard:fn", Literal(settings.NETWORK_NAME)), ("vcard:hasEmail", Iri(f"mailto:{settings.NETWORK_CONTACT}"))],
    )
    datasets = [node for record_type in registry for node in _dataset(record_type, changed.get(record_type.name))]
    return [_catalogue(max(changed.values(), default=None)), publisher, contact, *datasets, *_services()]


def _catalogue(changed_at: datetime | None) -> Node:
    said: Said = [
        *_names("dct:title", settings.NETWORK_NAME),
        *_texts("dct:description", settings.NETWORK_DESCRIPTION),
        ("dct:publisher", Iri(_here("publisher"))),
        ("foaf:homepage", Iri(f"{settings.ORIGIN}/")),
        ("dct:license", LICENCE),
        ("dct:spatial", Iri(f"{EU}continent/EUROPE")),
        ("dcat:themeTaxonomy", Iri(f"{EU}data-theme")),
        *_languages(),
        *_modified(changed_at),
        *(("dcat:dataset", Iri(_here(t.name))) for t in registry),
        *(("dcat:service", Iri(_here(name))) for name in ("rest", "oai-pmh")),
    ]
    return Node(_here("catalogue"), "dcat:Catalog", said)


def _dataset(record_type: RecordType, changed_at: datetime | None) -> Iterator[Node]:
    said: Said = [
        *_texts("dct:title", record_type.label_plural),
        *_texts("dct:description", record_type.intro or record_type.label_plural),
        ("dct:identifier", Literal(_here(record_type.name))),
        ("dct:publisher", Iri(_here("publisher"))),
        ("dcat:contactPoint", Iri(_here("contact"))),
        *(("dcat:theme", Iri(f"{EU}data-theme/{theme}")) for theme in THEMES),
        ("dct:accessRights", Iri(f"{EU}access-right/PUBLIC")),
        ("dct:accrualPeriodicity", Iri(f"{EU}frequency/CONT")),
        ("dct:spatial", Iri(f"{EU}continent/EUROPE")),
        ("dcat:landingPage", Iri(_list_page(record_type))),
        *_languages(),
        *_modified(changed_at),
        *(("dcat:distribution", Iri(_file(record_type, form))) for form in FORMS),
    ]
    yield Node(_here(record_type.name), "dcat:Dataset", said)
    for form in FORMS:
        yield _distribution(record_type, form)


def _distribution(record_type: RecordType, form: Form) -> Node:
    path = reverse(f"catalogue:{record_type.name}_{form.view}", kwargs={"extension": form.extension})
    address = f"{settings.ORIGIN}{path}"
    said: Said = [
        ("dct:title", Literal(f"{record_type.path} ({form.view}, {form.file_type})", language="en")),
        ("dcat:accessURL", Iri(address)),
        ("dcat:downloadURL", Iri(address)),
        ("dct:format", Iri(f"{EU}file-type/{form.file_type}")),
        ("dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{form.media_type}")),
        ("dct:license", LICENCE),
    ]
    return Node(_file(record_type, form), "dcat:Distribution", said)


def _file(record_type: RecordType, form: Form) -> str:
    return _here(f"{record_type.name}-{form.view}-{form.extension}")


def _services() -> list[Node]:
    rest, oai = reverse("interfaces_machines:api_root"), reverse("interfaces_machines:oai")
    described = settings.ORIGIN + reverse("interfaces_machines:api_description")
    return [
        _service("rest", "REST", rest, described),
        _service("oai-pmh", "OAI-PMH 2.0", oai, f"{settings.ORIGIN}{oai}?verb=Identify"),
    ]


def _service(name: str, title: str, path: str, described: str) -> Node:
    said: Said = [
        ("dct:title", Literal(title, language="en")),
        ("dcat:endpointURL", Iri(f"{settings.ORIGIN}{path}")),
        ("dcat:endpointDescription", Iri(described)),
        ("dct:license", LICENCE),
        ("dct:accessRights", Iri(f"{EU}access-right/PUBLIC")),
        *(("dcat:servesDataset", Iri(_here(t.name))) for t in registry),
    ]
    return Node(_here(name), "dcat:DataService", said)


def _here(name: str) -> str:
    return f"{settings.ORIGIN}/data/catalogue#{name}"


def _list_page(record_type: RecordType) -> str:
    return settings.ORIGIN + reverse(f"catalogue:{record_type.name}_list")


def _names(predicate: str, text: str) -> Said:
    return [(predicate, Literal(text, language=settings.LANGUAGE_CODE))]


def _texts(predicate: str, text: Text) -> Said:
    """Say a text in every language of the site."""
    said: Said = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            said.append((predicate, Literal(str(text), language=code)))
    return said


def _languages() -> Said:
    codes = [EU_LANGUAGES[code] for code, _name in settings.LANGUAGES if code in EU_LANGUAGES]
    return [("dct:language", Iri(f"{EU}language/{code}")) for code in codes]


def _modified(changed_at: datetime | None) -> Said:
    if changed_at is None:
        return []
    return [("dct:modified", Literal(changed_at.astimezone(UTC).isoformat(), datatype="xsd:dateTime"))]
