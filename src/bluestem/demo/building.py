"""From a table of the sample files to a record that is not stored yet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from bluestem.catalogue.api import State
from bluestem.demo.logos import logo
from bluestem.demo.paper import paper
from bluestem.library.api import Publication, PublicationTranslation
from bluestem.network.api import CountryProfile, Organisation
from bluestem.programmes.api import (
    DocumentKind,
    Frame,
    Funder,
    Indicator,
    Partner,
    Programme,
    ProgrammeDocument,
    ProgrammeTranslation,
    Reach,
    Workstream,
)

Row = Mapping[str, Any]
BySlug = Mapping[str, Any]

ORGANISATION_FIELDS = (
    "slug name acronym kind country city website founded member_since summary description topics languages pic ror"
)
PROGRAMME_FIELDS = (
    "slug name number country also_active_in language summary description levels audiences topics status year_start "
    "year_end strategy_name strategy_url strategy_text impact impact_measured budget_text budget_amount funding_model "
    "confirmed_on"
)
PUBLICATION_FIELDS = "slug title authors countries language kind year abstract topics levels pages url licence"


def build_organisation(row: Row) -> Organisation:
    return Organisation(**_pick(row, ORGANISATION_FIELDS), **_published(row), language=row.get("language", "en"))


def build_country_profile(row: Row, organisations: BySlug) -> CountryProfile:
    return CountryProfile(
        country=row["code"],
        national_contact=organisations.get(row.get("national_contact")),
        **_pick(row, "lead member_since ministries local_networks reviewed_on"),
    )


def build_programme(row: Row, organisations: BySlug) -> Programme:
    programme = Programme(
        **_pick(row, PROGRAMME_FIELDS), **_published(row), organisation=organisations[row["organisation"]]
    )
    programme.partners = [Partner(organisation=organisations[slug]) for slug in row.get("partners", [])]
    programme.funders = [
        Funder(name=f["name"], organisation=organisations.get(f.get("organisation")), share=f.get("share", ""))
        for f in row.get("funders", [])
    ]
    programme.indicators = [_indicator(part) for part in row.get("indicators", [])]
    programme.reach = [Reach(**part) for part in row.get("reach", [])]
    programme.workstreams = [Workstream(**part) for part in row.get("workstreams", [])]
    programme.frames = [Frame(**part) for part in row.get("context", [])]
    programme.documents = [*map(_document, row.get("documents", [])), *map(_link, row.get("links", []))]
    programme.translations = [ProgrammeTranslation(**part) for part in row.get("translations", [])]
    if row.get("sample"):
        programme.logo.save(f"{row['slug']}.png", ContentFile(logo(row["name"])), save=False)
    return programme


def build_publication(row: Row, organisations: BySlug, programmes: BySlug) -> Publication:
    publication = Publication(
        **_pick(row, PUBLICATION_FIELDS),
        **_published(row),
        organisation=organisations.get(row.get("organisation")),
        programme=programmes.get(row.get("programme")),
    )
    publication.translations = [PublicationTranslation(**part) for part in row.get("translations", [])]
    if row.get("file"):
        content = paper(title=row["title"], authors=row["authors"], year=row["year"], text=row["abstract"])
        publication.file.save(f"{row['slug']}.pdf", ContentFile(content), save=False)
    return publication


def _indicator(part: Row) -> Indicator:
    return Indicator(
        **_pick(part, "name kind measured_by target_year unit source"),
        target=_decimal(part.get("target")),
        actual=_decimal(part.get("actual")),
        answers=part.get("n"),
        measured_on=part.get("on"),
    )


def _document(part: Row) -> ProgrammeDocument:
    return ProgrammeDocument(**_pick(part, "title url language kind"))


def _link(part: Row) -> ProgrammeDocument:
    return ProgrammeDocument(title=part["label"], url=part["url"], kind=DocumentKind.WEBSITE)


def _published(row: Row) -> dict[str, Any]:
    confirmer = row.get("confirmed_by", "").removeprefix("the ")
    return {"state": State.PUBLISHED, "is_sample": row.get("sample", False), "confirmed_by": confirmer}


def _pick(row: Row, names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split() if name in row}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
