"""Organisations from tables: in the layout of our own export, or with headings that people use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
from bluestem.kit.text import fold
from bluestem.network.choices import OrganisationKind
from bluestem.network.models import Organisation
from bluestem.network.services import save_organisation
from bluestem.vocabularies.api import normalise_country

YEAR = whole_number(800, 2100)
KEYS = ("uuid", "pic", "ror")


COLUMNS = (
    ImportColumn(name="uuid", label=gettext_lazy("Identifier"), parse=identifier),
    ImportColumn(name="name", label=gettext_lazy("Name"), parse=line(250), synonyms=("organisation",), required=True),
    ImportColumn(
        name="acronym", label=gettext_lazy("Short name"), parse=line(40), synonyms=("short_name", "abbreviation")
    ),
    ImportColumn(
        name="kind",
        label=gettext_lazy("Kind"),
        parse=one_of(OrganisationKind.choices),
        synonyms=("type", "kind_of_organisation", "type_of_organisation"),
    ),
    ImportColumn(
        name="country",
        label=gettext_lazy("Country"),
        parse=one_of(country_words, normalise_country),
        synonyms=("country_code",),
        show=str.upper,
    ),
    ImportColumn(name="city", label=gettext_lazy("City"), parse=line(120), synonyms=("town",)),
    ImportColumn(
        name="website", label=gettext_lazy("Website"), parse=address, synonyms=("homepage", "web", "organisation_url")
    ),
    ImportColumn(name="founded", label=gettext_lazy("Founded"), parse=YEAR),
    ImportColumn(name="member_since", label=gettext_lazy("Member since"), parse=YEAR),
    ImportColumn(name="topics", label=gettext_lazy("Topics"), parse=several_of(topic_words)),
    ImportColumn(
        name="languages",
        label=gettext_lazy("Languages"),
        parse=several_of(language_words),
        synonyms=("working_languages",),
    ),
    ImportColumn(name="pic", label=gettext_lazy("PIC"), parse=line(9), synonyms=("pic_number",)),
    ImportColumn(name="ror", label=gettext_lazy("ROR"), parse=address, synonyms=("ror_id",)),
    ImportColumn(name="summary", label=gettext_lazy("Summary"), parse=line(400), synonyms=("short_description",)),
    ImportColumn(name="description", label=gettext_lazy("Description"), parse=formatted, synonyms=("about",)),
    ImportColumn(
        name="language",
        label=gettext_lazy("Language of the text"),
        parse=one_of(language_words),
        synonyms=("text_language",),
    ),
)
WRITTEN = tuple(column.name for column in COLUMNS if column.name != "uuid")


def key(values: Values) -> str:
    """Give what tells organisations apart: an identifier, else name and country."""
    for name in KEYS:
        if values.get(name):
            return f"{name}:{values[name]}"
    return f"name:{fold(values['name'])}:{values.get('country', '')}"


def find(rows: Sequence[Values]) -> list[Organisation | Unclear | None]:
    """Find organisations by identifier, PIC or ROR, else by name and country. One query."""
    wanted = Q(name__in=[row["name"] for row in rows])
    for name in KEYS:
        wanted |= Q(**{f"{name}__in": [row[name] for row in rows if row.get(name)]})
    known = list(Organisation.objects.filter(wanted))
    return [_found(row, known) for row in rows]


def _found(row: Values, known: Sequence[Organisation]) -> Organisation | Unclear | None:
    for name in KEYS:
        same = [o for o in known if row.get(name) and str(getattr(o, name)) == row[name]]
        if same:
            return same[0] if len(same) == 1 else Unclear(_("Several organisations here have this ROR."))
    if row.get("uuid"):
        return Unclear(_("No organisation here has this identifier."))
    same = [o for o in known if o.name == row["name"] and row.get("country", o.country) == o.country]
    same = [o for o in same if not any(row.get(name) and getattr(o, name) for name in ("pic", "ror"))]
    if len(same) > 1:
        return Unclear(_("Several organisations here have this name and country. Give the PIC or the identifier."))
    return same[0] if same else None


def make(values: Values) -> Organisation:
    """Give a new organisation, a draft."""
    organisation = Organisation(language="en", state=State.DRAFT)
    write(organisation, values)
    return organisation


def read(organisation: Organisation) -> dict[str, Any]:
    """Give what an organisation holds, by column."""
    return {name: getattr(organisation, name) for name in WRITTEN}


def write(organisation: Organisation, values: Values) -> None:
    """Put values of columns into an organisation."""
    for name, value in values.items():
        if name in WRITTEN and not (name == "language" and not value):
            setattr(organisation, name, value)


def save(*, record: Organisation, **by: Any) -> None:
    """Store an organisation, a new one under an address of its own."""
    _give_address(record)
    save_organisation(organisation=record, **by)


def check(record: Organisation) -> None:
    """Raise ValidationError where storing would."""
    _give_address(record)
    record.full_clean()


def publish(record: Organisation) -> None:
    """Make a new organisation public once it is stored."""
    record.state = State.PUBLISHED


def _give_address(organisation: Organisation) -> None:
    if not organisation.slug:
        organisation.slug = free_slug(Organisation, organisation.name)


ORGANISATIONS = Importer(
    kind="organisation",
    label=gettext_lazy("Organisations"),
    permission="network.change_organisation",
    columns=COLUMNS,
    key=key,
    title=lambda values: str(values["name"]),
    find=find,
    make=make,
    read=read,
    write=write,
    save=save,
    check=check,
    publish=publish,
)
