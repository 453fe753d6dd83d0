"""Organisations as public records: declared once, listed, found and exported everywhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bluestem.catalogue.api import (
    BOOLEAN,
    CONFIRMED,
    COUNTRY,
    LANGUAGE,
    NEWEST,
    TITLE,
    TOPIC,
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
from bluestem.network.choices import OrganisationKind
from bluestem.network.managers import managed_organisations
from bluestem.network.models import Organisation
from bluestem.vocabularies.api import country_name

ORGANISATION_KIND = Facet(name="organisation", label=_("Kind of organisation"), labels=choice_labels(OrganisationKind))


def prepare(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return organisations


def document(organisation: Organisation) -> Document:
    return Document(
        kind="organisation",
        pk=organisation.pk,
        title=organisation.name,
        texts={organisation.language: f"{organisation.summary} {plain(organisation.description)}"},
        names=f"{organisation.acronym} {organisation.city} {organisation.pic} {country_name(organisation.country)}",
        facets={
            "country": [organisation.country],
            "organisation": [organisation.kind],
            "topic": organisation.topics,
            "language": organisation.languages,
            "confirmed": confirmed_codes(organisation),
        },
        numbers={"published": seconds(organisation.published_at)},
    )


def json_ld(organisation: Organisation) -> dict[str, Any]:
    """schema.org Organization, with PIC and ROR as identifiers."""
    return without_empty(
        {
            "@type": "EducationalOrganization" if organisation.kind in ("school", "university") else "Organization",
            "@id": f"{settings.ORIGIN}{organisation.get_absolute_url()}",
            "name": organisation.name,
            "alternateName": organisation.acronym,
            "description": organisation.summary,
            "url": organisation.website,
            "foundingDate": str(organisation.founded or ""),
            "sameAs": organisation.ror,
            "identifier": without_empty(
                {"@type": "PropertyValue", "propertyID": "PIC", "value": organisation.pic} if organisation.pic else {}
            ),
            "address": without_empty(
                {
                    "@type": "PostalAddress",
                    "addressLocality": organisation.city,
                    "addressCountry": organisation.country.upper(),
                }
            ),
        }
    )


def dublin_core(organisation: Organisation) -> dict[str, list[str]]:
    return {
        "title": [organisation.name],
        "description": [organisation.summary],
        "type": ["Organisation"],
        "identifier": [f"{settings.ORIGIN}{organisation.get_absolute_url()}"],
        "language": [organisation.language],
        "coverage": [organisation.country.upper()],
    }


ORGANISATION = RecordType(
    name="organisation",
    path="organisations",
    label=_("Organisation"),
    label_plural=_("Organisations"),
    count_label=lambda n: ngettext("organisation", "organisations", n),
    intro=_("Ministries, schools, companies, universities and centres that work on STEM education in Europe."),
    icon="landmark",
    order=30,
    model=Organisation,
    public=Organisation.objects.public,
    prepare=prepare,
    document=document,
    title=lambda organisation: organisation.name,
    summary=lambda organisation: organisation.summary,
    language=lambda organisation: organisation.language,
    date=lambda organisation: organisation.published_at,
    url=lambda organisation: organisation.get_absolute_url(),
    author=lambda organisation: organisation.name,
    facets=(COUNTRY, ORGANISATION_KIND, TOPIC, LANGUAGE, CONFIRMED),
    sorts=(NEWEST, TITLE),
    columns=(
        Column(name="uuid", value=lambda o: str(o.uuid)),
        Column(name="name", value=lambda o: o.name),
        Column(name="acronym", value=lambda o: o.acronym),
        Column(name="kind", value=lambda o: o.kind),
        Column(name="country", value=lambda o: o.country.upper()),
        Column(name="city", value=lambda o: o.city),
        Column(name="website", value=lambda o: o.website),
        Column(name="founded", value=lambda o: o.founded),
        Column(name="member_since", value=lambda o: o.member_since),
        Column(name="topics", value=lambda o: o.topics),
        Column(name="languages", value=lambda o: o.languages),
        Column(name="pic", value=lambda o: o.pic),
        Column(name="ror", value=lambda o: o.ror),
        Column(name="summary", value=lambda o: o.summary),
        Column(name="sample", value=lambda o: o.is_sample, schema=BOOLEAN),
        Column(name="url", value=lambda o: f"{settings.ORIGIN}{o.get_absolute_url()}"),
    ),
    json_ld=json_ld,
    dublin_core=dublin_core,
    links=lambda organisation: [organisation.website],
    looked_after_by=lambda person: Organisation.objects.filter(pk__in=managed_organisations(person)),
    row_template="network/organisation_row.html",
)
