"""What managers submit of programmes: new sheets, and changes of those that their organisation runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import free_slug
from bluestem.kit.pictures import UnusablePicture, clean_picture
from bluestem.network.api import Organisation, managed_organisations, managers_of
from bluestem.programmes.choices import Audience
from bluestem.programmes.models import Funder, Indicator, Programme, ProgrammeDocument, ProgrammeTranslation, Reach
from bluestem.programmes.panels import ProgrammePanelContext
from bluestem.programmes.record_type import PROGRAMME
from bluestem.programmes.services import LOGO_SIDE, save_programme
from bluestem.publishing.api import (
    FormMeta,
    Part,
    PartForm,
    Section,
    SubmissionForm,
    Submittable,
    Upload,
    country_choices,
)
from bluestem.vocabularies.api import LEVEL_CHOICES, topic_choices


class IndicatorRow(PartForm):
    class Meta(FormMeta):
        model = Indicator
        fields = (
            *("name", "kind", "measured_by", "target", "target_year", "unit"),
            *("actual", "answers", "measured_on", "source"),
        )


class ReachRow(PartForm):
    class Meta(FormMeta):
        model = Reach
        fields = ("year", "what", "target", "actual", "source")


class FunderRow(PartForm):
    class Meta(FormMeta):
        model = Funder
        fields = ("name", "share")


class DocumentRow(PartForm):
    class Meta(FormMeta):
        model = ProgrammeDocument
        fields = ("title", "kind", "url", "language")


class TranslationRow(PartForm):
    rich = ("description",)

    class Meta(FormMeta):
        model = ProgrammeTranslation
        fields = ("language", "name", "summary", "description")


def clean_logo(file: UploadedFile[Any]) -> ContentFile[bytes]:
    """Give an uploaded logo made anew from its pixels, or raise ValidationError."""
    try:
        return ContentFile(clean_picture(file, longest_side=LOGO_SIDE), name="logo.png")  # type: ignore[arg-type]
    except UnusablePicture:
        message = _now("This is no picture that we can use. Choose a PNG, JPEG or WebP file of at most 5 MB.")
        raise ValidationError(message) from None


class ProgrammeSubmission(SubmissionForm):
    rich = ("description", "strategy_text", "impact", "impact_measured")
    codes = {
        "topics": topic_choices,
        "levels": LEVEL_CHOICES,
        "audiences": Audience.choices,
        "also_active_in": country_choices,
    }
    parts = (
        Part(name="indicators", label=_("Indicator"), add=_("Add an indicator"), form=IndicatorRow),
        Part(name="reach", label=_("Reach"), add=_("Add a year"), form=ReachRow),
        Part(name="funders", label=_("Funder"), add=_("Add a funder"), form=FunderRow),
        Part(name="documents", label=_("Document or link"), add=_("Add a document or link"), form=DocumentRow),
        Part(
            name="translations",
            label=_("Translation"),
            add=_("Add a translation"),
            form=TranslationRow,
            beside={"name": "name", "summary": "summary", "description": "description"},
        ),
    )
    uploads = (
        Upload(
            field="logo",
            label=_("Logo"),
            hint=_("A PNG, JPEG or WebP file of at most 5 MB."),
            accept="image/png,image/jpeg,image/webp",
            clean=clean_logo,
        ),
    )
    sections = (
        Section(
            name="sheet", title=_("The programme"), fields=("name", "summary", "description", "language"), upload="logo"
        ),
        Section(
            name="where",
            title=_("Where and for whom"),
            fields=("country", "also_active_in", "levels", "audiences", "topics", "status", "year_start", "year_end"),
        ),
        Section(name="measured", title=_("Indicators"), part="indicators"),
        Section(name="reached", title=_("Reach"), part="reach"),
        Section(name="effect", title=_("Impact"), fields=("impact", "impact_measured")),
        Section(name="larger", title=_("Strategy"), fields=("strategy_name", "strategy_url", "strategy_text")),
        Section(
            name="money", title=_("Money"), fields=("funding_model", "budget_amount", "budget_text"), part="funders"
        ),
        Section(name="papers", title=_("Documents and links"), part="documents"),
        Section(name="languages", title=_("Translations"), part="translations"),
    )

    class Meta(FormMeta):
        model = Programme
        fields = (
            *("name", "summary", "description", "language", "country", "also_active_in", "levels", "audiences"),
            *("topics", "status", "year_start", "year_end", "impact", "impact_measured", "strategy_name"),
            *("strategy_url", "strategy_text", "funding_model", "budget_amount", "budget_text"),
        )


def owned(organisation_ids: Iterable[int]) -> QuerySet[Programme]:
    return Programme.objects.filter(organisation_id__in=list(organisation_ids))


def begin(organisation_id: int) -> Programme:
    organisation = Organisation.objects.get(pk=organisation_id)
    return Programme(
        organisation=organisation,
        country=organisation.country,
        language=organisation.language,
        changed_at=timezone.now(),
    )


def complete(programme: Programme) -> None:
    """Give a new sheet its address and the next number of its country."""
    programme.slug = free_slug(Programme, programme.name)
    country = programme.country.upper()
    taken = Programme.objects.filter(number__startswith=f"{country}-").values_list("number", flat=True)
    numbers = [int(number[3:]) for number in taken if number[3:].isdigit()]
    programme.number = f"{country}-{max(numbers, default=0) + 1:03}"


def preview(request: HttpRequest, programme: Programme, **more: Any) -> HttpResponse:
    """Show the sheet of a programme that is in memory only."""
    context = {
        "programme": programme,
        "text": programme.reading(programme.language),
        "json_ld": PROGRAMME.json_ld(programme),
        "confirmation_is_old": programme.is_confirmation_old(timezone.now()),
        "panel_context": ProgrammePanelContext(programme_id=programme.pk or 0),
    }
    return render(request, "programmes/programme_detail.html", context | more)


def store(record: Programme, **by: Any) -> Programme:
    return save_programme(programme=record, **by)


PROGRAMME_SUBMITTABLE = Submittable(
    kind="programme",
    form=ProgrammeSubmission,
    may_submit=managed_organisations,
    managers=managers_of,
    owned=owned,
    owner=lambda programme: programme.organisation_id,
    begin=begin,
    complete=complete,
    store=store,
    preview=preview,
)
