"""Programme sheets from tables: in the layout of our own export, or with headings that people use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluestem.catalogue.api import State
from bluestem.importing.api import (
    ImportColumn,
    Importer,
    Unclear,
    Values,
    address,
    country_words,
    formatted,
    free_slug,
    identifier,
    language_words,
    line,
    one_of,
    several_of,
    topic_words,
    whole_number,
)
from bluestem.network.api import Organisation
from bluestem.programmes.choices import Audience, FundingModel, Status
from bluestem.programmes.models import Programme
from bluestem.programmes.services import save_programme
from bluestem.vocabularies.api import LEVEL_CHOICES, normalise_country

YEAR = whole_number(1800, 2100)

COLUMNS = (
    ImportColumn(name="uuid", label=gettext_lazy("Identifier"), parse=identifier),
    ImportColumn(
        name="number", label=gettext_lazy("Sheet number"), parse=line(12), synonyms=("id", "no"), required=True
    ),
    ImportColumn(name="name", label=gettext_lazy("Name"), parse=line(200), synonyms=("title", "programme")),
    ImportColumn(
        name="organisation",
        label=gettext_lazy("Organisation"),
        parse=line(250),
        synonyms=("owner", "run_by", "organisation_name"),
    ),
    ImportColumn(
        name="organisation_pic", label=gettext_lazy("PIC of the organisation"), parse=line(9), synonyms=("pic",)
    ),
    ImportColumn(
        name="country",
        label=gettext_lazy("Country"),
        parse=one_of(country_words, normalise_country),
        synonyms=("country_code",),
        show=str.upper,
    ),
    ImportColumn(
        name="also_active_in",
        label=gettext_lazy("Also active in"),
        parse=several_of(country_words, normalise_country),
        synonyms=("countries",),
    ),
    ImportColumn(name="summary", label=gettext_lazy("Summary"), parse=line(300), synonyms=("short_description",)),
    ImportColumn(
        name="description",
        label=gettext_lazy("Description"),
        parse=formatted,
        synonyms=("description_and_objectives", "objectives"),
    ),
    ImportColumn(name="language", label=gettext_lazy("Language of the text"), parse=one_of(language_words)),
    ImportColumn(
        name="isced_2011",
        label=gettext_lazy("Education levels"),
        parse=several_of(LEVEL_CHOICES),
        synonyms=("levels", "isced"),
    ),
    ImportColumn(name="topics", label=gettext_lazy("Topics"), parse=several_of(topic_words)),
    ImportColumn(
        name="audiences",
        label=gettext_lazy("For"),
        parse=several_of(Audience.choices),
        synonyms=("target_groups", "audience"),
    ),
    ImportColumn(name="status", label=gettext_lazy("Status"), parse=one_of(Status.choices)),
    ImportColumn(
        name="year_start", label=gettext_lazy("Year of start"), parse=YEAR, synonyms=("start", "start_year", "since")
    ),
    ImportColumn(name="year_end", label=gettext_lazy("Year of end"), parse=YEAR, synonyms=("end", "end_year", "until")),
    ImportColumn(name="funding_model", label=gettext_lazy("Funding"), parse=one_of(FundingModel.choices)),
    ImportColumn(
        name="budget_eur",
        label=gettext_lazy("Budget in euro"),
        parse=whole_number(0, 2_147_483_647),
        synonyms=("budget",),
    ),
    ImportColumn(name="strategy_name", label=gettext_lazy("Wider strategy"), parse=line(200), synonyms=("strategy",)),
    ImportColumn(name="strategy_url", label=gettext_lazy("Link to the strategy"), parse=address),
    ImportColumn(name="impact", label=gettext_lazy("Impact"), parse=formatted),
)
# Columns whose field of the model is called otherwise; those of the organisation lead to another record.
FIELDS = {"isced_2011": "levels", "budget_eur": "budget_amount"}
ELSEWHERE = {"uuid", "organisation", "organisation_pic"}
WRITTEN = {column.name: FIELDS.get(column.name, column.name) for column in COLUMNS if column.name not in ELSEWHERE}


def key(values: Values) -> str:
    """Give what tells sheets apart: the number, which every sheet has."""
    return str(values["number"]).casefold()


def find(rows: Sequence[Values]) -> list[Programme | Unclear | None]:
    """Find sheets by identifier, else by number. One query."""
    identifiers = [row["uuid"] for row in rows if row.get("uuid")]
    wanted = Q(number__in=[row["number"] for row in rows]) | Q(uuid__in=identifiers)
    known = list(Programme.objects.filter(wanted).select_related("organisation"))
    by_identifier = {str(programme.uuid): programme for programme in known}
    by_number = {programme.number: programme for programme in known}
    return [_found(row, by_identifier, by_number) for row in rows]


def _found(
    row: Values, by_identifier: dict[str, Programme], by_number: dict[str, Programme]
) -> Programme | Unclear | None:
    if not row["number"]:
        return Unclear(_("A programme needs a sheet number."))
    if row.get("uuid"):
        return by_identifier.get(row["uuid"]) or Unclear(_("No programme here has this identifier."))
    return by_number.get(row["number"])


def make(values: Values) -> Programme:
    """Give a new sheet, a draft. Raises ValidationError when its organisation is not known."""
    programme = Programme(language="en", state=State.DRAFT, status=Status.ACTIVE)
    write(programme, values)
    if not programme.organisation_id:
        programme.organisation = _organisation(values)
    return programme


def read(programme: Programme) -> dict[str, Any]:
    """Give what a sheet holds, by column."""
    values = {name: getattr(programme, field) for name, field in WRITTEN.items()}
    return values | {
        "organisation": programme.organisation.name,
        "organisation_pic": programme.organisation.pic,
    }


def write(programme: Programme, values: Values) -> None:
    """Put values of columns into a sheet. Raises ValidationError when its organisation is not known."""
    for name, value in values.items():
        if name in WRITTEN and not (name in ("language", "status") and not value):
            setattr(programme, WRITTEN[name], value)
    if values.get("organisation_pic") or values.get("organisation"):
        programme.organisation = _organisation(values)


def _organisation(values: Values) -> Organisation:
    """Find the organisation of a row by its PIC, else by its name, where the country decides between several."""
    pic, name = values.get("organisation_pic"), values.get("organisation")
    found = list(Organisation.objects.filter(**({"pic": pic} if pic else {"name": name or ""}))[:20])
    if len(found) > 1:
        found = [organisation for organisation in found if organisation.country == values.get("country")]
    if len(found) != 1:
        raise ValidationError({"organisation": _unknown(pic or name or "", several=len(found) > 1)})
    return found[0]


def _unknown(name: str, *, several: bool) -> str:
    if several:
        return _("Several organisations here are called “%(name)s”. Give the PIC as well.") % {"name": name}
    return _("There is no organisation “%(name)s” here. Import or add it first.") % {"name": name}


def save(*, record: Programme, **by: Any) -> None:
    """Store a sheet, a new one under an address of its own."""
    _give_address(record)
    save_programme(programme=record, **by)


def check(record: Programme) -> None:
    """Raise ValidationError where storing would."""
    _give_address(record)
    record.full_clean()


def publish(record: Programme) -> None:
    """Make a new sheet public once it is stored."""
    record.state = State.PUBLISHED


def _give_address(programme: Programme) -> None:
    if not programme.slug:
        programme.slug = free_slug(Programme, programme.name)


PROGRAMMES = Importer(
    kind="programme",
    label=gettext_lazy("Programmes"),
    permission="programmes.change_programme",
    columns=COLUMNS,
    key=key,
    title=lambda values: str(values.get("name") or values["number"]),
    find=find,
    make=make,
    read=read,
    write=write,
    save=save,
    check=check,
    publish=publish,
)
