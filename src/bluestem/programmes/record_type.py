"""Programmes as public records: declared once, listed, found and exported everywhere."""

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
    Sort,
    choice_labels,
    confirmed_codes,
    seconds,
    without_empty,
)
from bluestem.kit.text import plain
from bluestem.network.api import ORGANISATION_KIND, managed_organisations
from bluestem.programmes.choices import Status
from bluestem.programmes.evidence import evidence_labels
from bluestem.programmes.models import Programme
from bluestem.vocabularies.api import country_name, level_labels, topic_labels

STATUS = Facet(name="status", label=_("Status"), labels=choice_labels(Status))
EVIDENCE = Facet(name="evidence", label=_("Evidence"), labels=evidence_labels, order="-code")
STRONGEST = Sort(name="evidence", label=_("Strongest evidence"), field="evidence")


def prepare(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return programmes.select_related("organisation")


def prepare_whole(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    return prepare(programmes).prefetch_related("translations", "funders")


def document(programme: Programme) -> Document:
    names = [programme.organisation.name, programme.organisation.acronym, programme.number]
    names += [funder.name for funder in programme.funders.all()]
    return Document(
        kind="programme",
        pk=programme.pk,
        title=programme.name,
        texts={text.language: f"{text.title} {text.summary} {plain(text.body)}" for text in programme.readings()},
        names=" ".join([*names, country_name(programme.country)]),
        facets={
            "country": [programme.country, *programme.also_active_in],
            "level": programme.levels,
            "topic": programme.topics,
            "status": [programme.status],
            "evidence": [str(programme.evidence.level)],
            "organisation": [programme.organisation.kind],
            "year": [str(programme.year_start)],
            "language": [text.language for text in programme.readings()],
            "confirmed": confirmed_codes(programme),
        },
        numbers={"published": seconds(programme.published_at), "evidence": programme.evidence.level},
    )


def json_ld(programme: Programme) -> dict[str, Any]:
    """schema.org Project: a lasting initiative with a founder, funders and areas served."""
    text = programme.reading()
    return without_empty(
        {
            "@type": "Project",
            "@id": f"{settings.ORIGIN}{programme.get_absolute_url()}",
            "identifier": programme.number,
            "name": text.title,
            "description": text.summary,
            "inLanguage": text.language,
            "foundingDate": str(programme.year_start),
            "dissolutionDate": str(programme.year_end or ""),
            "areaServed": [code.upper() for code in (programme.country, *programme.also_active_in)],
            "keywords": list(topic_labels(programme.topics).values()),
            "parentOrganization": {
                "@type": "Organization",
                "name": programme.organisation.name,
                "@id": f"{settings.ORIGIN}{programme.organisation.get_absolute_url()}",
            },
            "funder": [{"@type": "Organization", "name": funder.name} for funder in programme.funders.all()],
            "dateModified": programme.changed_at.isoformat(),
        }
    )


def dublin_core(programme: Programme) -> dict[str, list[str]]:
    return {
        "title": [text.title for text in programme.readings()],
        "creator": [programme.organisation.name],
        "description": [text.summary for text in programme.readings()],
        "subject": list(topic_labels(programme.topics).values()),
        "type": ["Programme"],
        "identifier": [f"{settings.ORIGIN}{programme.get_absolute_url()}", programme.number],
        "language": [text.language for text in programme.readings()],
        "coverage": [programme.country.upper()],
        "date": [str(programme.year_start)],
    }


PROGRAMME = RecordType(
    name="programme",
    path="programmes",
    label=_("Programme"),
    label_plural=_("Programmes"),
    count_label=lambda n: ngettext("programme", "programmes", n),
    intro=_("What ministries, companies and schools do so that more young people choose STEM, and what it changes."),
    icon="sprout",
    order=10,
    model=Programme,
    public=Programme.objects.public,
    prepare=prepare,
    prepare_whole=prepare_whole,
    document=document,
    title=lambda programme: programme.reading().title,
    summary=lambda programme: programme.reading().summary,
    language=lambda programme: programme.reading().language,
    date=lambda programme: programme.published_at,
    url=lambda programme: programme.get_absolute_url(),
    author=lambda programme: programme.organisation.name,
    facets=(COUNTRY, TOPIC, LEVEL, EVIDENCE, STATUS, ORGANISATION_KIND, YEAR, LANGUAGE, CONFIRMED),
    sorts=(NEWEST, STRONGEST, TITLE),
    columns=(
        Column(name="uuid", value=lambda p: str(p.uuid)),
        Column(name="number", value=lambda p: p.number),
        Column(name="name", value=lambda p: p.name),
        Column(name="country", value=lambda p: p.country.upper()),
        Column(name="also_active_in", value=lambda p: [code.upper() for code in p.also_active_in]),
        Column(name="organisation", value=lambda p: p.organisation.name, schema={"type": "string"}),
        Column(name="organisation_kind", value=lambda p: p.organisation.kind, schema={"type": "string"}),
        Column(name="summary", value=lambda p: p.summary),
        Column(name="language", value=lambda p: p.language),
        Column(name="levels", value=lambda p: list(level_labels(p.levels).values())),
        Column(name="isced_2011", value=lambda p: p.levels, schema=CODES),
        Column(name="topics", value=lambda p: p.topics),
        Column(name="audiences", value=lambda p: p.audiences),
        Column(name="status", value=lambda p: p.status),
        Column(name="year_start", value=lambda p: p.year_start),
        Column(name="year_end", value=lambda p: p.year_end),
        Column(name="evidence_level", value=lambda p: p.evidence.level, schema={"type": ["integer", "null"]}),
        Column(name="funders", value=lambda p: [funder.name for funder in p.funders.all()], schema=CODES),
        Column(name="funding_model", value=lambda p: p.funding_model),
        Column(name="budget_eur", value=lambda p: p.budget_amount, schema={"type": ["number", "null"]}),
        Column(name="confirmed_on", value=lambda p: p.confirmed_on),
        Column(name="sample", value=lambda p: p.is_sample, schema=BOOLEAN),
        Column(name="url", value=lambda p: f"{settings.ORIGIN}{p.get_absolute_url()}"),
    ),
    json_ld=json_ld,
    dublin_core=dublin_core,
    links=lambda programme: [programme.strategy_url, *(document.url for document in programme.documents.all())],
    looked_after_by=lambda person: Programme.objects.filter(organisation_id__in=managed_organisations(person)),
    row_template="programmes/programme_row.html",
)
