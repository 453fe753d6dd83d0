"""What managers submit of the library: new publications, and changes of those of their organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import free_slug
from bluestem.library.documents import ACCEPT, clean_document
from bluestem.library.models import Publication, PublicationTranslation
from bluestem.library.record_type import PUBLICATION
from bluestem.library.services import save_publication
from bluestem.network.api import Organisation, managed_organisations, managers_of
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


class TranslationRow(PartForm):
    rich = ("abstract",)

    class Meta(FormMeta):
        model = PublicationTranslation
        fields = ("language", "title", "abstract")


class PublicationSubmission(SubmissionForm):
    title_field = "title"
    rich = ("abstract",)
    codes = {
        "topics": topic_choices,
        "levels": LEVEL_CHOICES,
        "countries": country_choices,
    }
    parts = (
        Part(
            name="translations",
            label=_("Translation"),
            add=_("Add a translation"),
            form=TranslationRow,
            beside={"title": "title", "abstract": "abstract"},
        ),
    )
    uploads = (
        Upload(
            field="file",
            label=_("File"),
            hint=_("A PDF, office, OpenDocument, EPUB or ZIP file of at most 50 MB."),
            accept=ACCEPT,
            clean=clean_document,
        ),
    )
    sections = (
        Section(
            name="publication",
            title=_("The publication"),
            fields=("title", "authors", "kind", "year", "language", "abstract"),
        ),
        Section(name="about", title=_("What it is about"), fields=("countries", "topics", "levels")),
        Section(name="where", title=_("Where it is"), fields=("url", "pages", "licence"), upload="file"),
        Section(name="languages", title=_("Translations"), part="translations"),
    )

    class Meta(FormMeta):
        model = Publication
        fields = (
            *("title", "authors", "kind", "year", "language", "abstract", "countries", "topics", "levels"),
            *("url", "pages", "licence"),
        )


def owned(organisation_ids: Iterable[int]) -> QuerySet[Publication]:
    return Publication.objects.filter(organisation_id__in=list(organisation_ids))


def begin(organisation_id: int) -> Publication:
    organisation = Organisation.objects.get(pk=organisation_id)
    return Publication(
        organisation=organisation,
        authors=organisation.name,
        countries=[organisation.country],
        language=organisation.language,
        changed_at=timezone.now(),
    )


def complete(publication: Publication) -> None:
    publication.slug = free_slug(Publication, publication.title)


def preview(request: HttpRequest, publication: Publication, **more: Any) -> HttpResponse:
    """Show the page of a publication that is in memory only."""
    context = {
        "publication": publication,
        "text": publication.reading(publication.language),
        "json_ld": PUBLICATION.json_ld(publication),
        "confirmation_is_old": publication.is_confirmation_old(timezone.now()),
    }
    return render(request, "library/publication_detail.html", context | more)


def store(record: Publication, **by: Any) -> Publication:
    return save_publication(publication=record, **by)


PUBLICATION_SUBMITTABLE = Submittable(
    kind="publication",
    form=PublicationSubmission,
    may_submit=managed_organisations,
    managers=managers_of,
    owned=owned,
    owner=lambda publication: publication.organisation_id,
    begin=begin,
    complete=complete,
    store=store,
    preview=preview,
)
