"""Publications as public records: declared once, listed, found and exported everywhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bluestem.catalogue.api import (
    BOOLEAN,
    CODES,
    CONFIRMED,
    COUNTRY,
    LANGUAGE,
    LEVEL,
    NEWEST,
    TITLE,
    TOPIC,
    YEAR,
    Column,
    Document,
    Facet,
    RecordType,
    choice_labels,
    confirmed_codes,
    seconds,
    without_empty,
)
from bluestem.kit.text import plain
from bluestem.library.choices import PublicationKind
from bluestem.library.models import Publication
from bluestem.network.api import managed_organisations
from bluestem.vocabularies.api import country_name, topic_labels

PUBLICATION_KIND = Facet(name="type", label=_("Kind of publication"), labels=choice_labels(PublicationKind))


def prepare(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    return publications


def prepare_whole(publications: QuerySet[Publication]) -> QuerySet[Publication]:
    return publications.prefetch_related("translations")


def document(publication: Publication) -> Document:
    return Document(
        kind="publication",
        pk=publication.pk,
        title=publication.title,
        texts={text.language: f"{text.title} {text.summary}" for text in publication.readings()},
        names=" ".join([publication.authors, *map(country_name, publication.countries)]),
        facets={
            "country": publication.countries,
            "type": [publication.kind],
            "topic": publication.topics,
            "level": publication.levels,
            "year": [str(publication.year)],
            "language": [publication.language],
            "confirmed": confirmed_codes(publication),
        },
        numbers={"published": seconds(publication.published_at)},
    )


def json_ld(publication: Publication) -> dict[str, Any]:
    """schema.org Report (a CreativeWork) with its abstract and the places it is about."""
    text = publication.reading()
    return without_empty(
        {
            "@type": "Report",
            "@id": f"{settings.ORIGIN}{publication.get_absolute_url()}",
            "name": publication.title,
            "abstract": text.summary,
            "inLanguage": publication.language,
            "author": {"@type": "Organization", "name": publication.authors},
            "datePublished": str(publication.year),
            "spatialCoverage": [code.upper() for code in publication.countries],
            "keywords": list(topic_labels(publication.topics).values()),
            "numberOfPages": publication.pages,
            "license": publication.licence,
            "sameAs": publication.url,
        }
    )


def dublin_core(publication: Publication) -> dict[str, list[str]]:
    return {
        "title": [text.title for text in publication.readings()],
        "creator": [publication.authors],
        "description": [text.summary for text in publication.readings()],
        "subject": list(topic_labels(publication.topics).values()),
        "type": ["Text"],
        "date": [str(publication.year)],
        "identifier": [f"{settings.ORIGIN}{publication.get_absolute_url()}"],
        "language": [publication.language],
        "rights": [publication.licence] if publication.licence else [],
        "coverage": [code.upper() for code in publication.countries],
    }


PUBLICATION = RecordType(
    name="publication",
    path="publications",
    label=_("Publication"),
    label_plural=_("Publications"),
    count_label=lambda n: ngettext("publication", "publications", n),
    intro=_("Reports, studies, policy papers and toolkits about STEM education, by country, topic and level."),
    icon="file-text",
    order=20,
    model=Publication,
    public=Publication.objects.public,
    prepare=prepare,
    prepare_whole=prepare_whole,
    document=document,
    title=lambda publication: publication.reading().title,
    summary=lambda publication: publication.reading().summary,
    language=lambda publication: publication.reading().language,
    date=lambda publication: publication.published_at,
    url=lambda publication: publication.get_absolute_url(),
    author=lambda publication: publication.authors,
    facets=(COUNTRY, TOPIC, LEVEL, PUBLICATION_KIND, YEAR, LANGUAGE, CONFIRMED),
    sorts=(NEWEST, TITLE),
    columns=(
        Column(name="uuid", value=lambda p: str(p.uuid)),
        Column(name="title", value=lambda p: p.title),
        Column(name="authors", value=lambda p: p.authors),
        Column(name="countries", value=lambda p: [code.upper() for code in p.countries]),
        Column(name="language", value=lambda p: p.language),
        Column(name="kind", value=lambda p: p.kind),
        Column(name="year", value=lambda p: p.year),
        Column(name="abstract", value=lambda p: plain(p.abstract)),
        Column(name="topics", value=lambda p: p.topics),
        Column(name="isced_2011", value=lambda p: p.levels, schema=CODES),
        Column(name="pages", value=lambda p: p.pages),
        Column(name="licence", value=lambda p: p.licence),
        Column(name="downloads", value=lambda p: p.downloads),
        Column(name="source_url", value=lambda p: p.url, schema={"type": "string"}),
        Column(name="sample", value=lambda p: p.is_sample, schema=BOOLEAN),
        Column(name="url", value=lambda p: f"{settings.ORIGIN}{p.get_absolute_url()}"),
    ),
    json_ld=json_ld,
    dublin_core=dublin_core,
    links=lambda publication: [publication.url],
    looked_after_by=lambda person: Publication.objects.filter(organisation_id__in=managed_organisations(person)),
    row_template="library/publication_row.html",
)
