"""What managers of an organisation submit: changes of its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bluestem.network.managers import managed_organisations, managers_of
from bluestem.network.models import Organisation
from bluestem.network.panels import OrganisationPanelContext
from bluestem.network.record_type import ORGANISATION
from bluestem.network.services import save_organisation
from bluestem.publishing.api import FormMeta, Section, SubmissionForm, Submittable, language_choices
from bluestem.ui.api import panels
from bluestem.vocabularies.api import topic_choices


class OrganisationSubmission(SubmissionForm):
    rich = ("description",)
    codes = {"topics": topic_choices, "languages": language_choices}
    sections = (
        Section(name="name", title=_("Name"), fields=("name", "acronym", "kind", "language")),
        Section(name="about", title=_("What it does"), fields=("summary", "description", "topics")),
        Section(name="place", title=_("Where it is"), fields=("country", "city", "website", "languages", "founded")),
        Section(name="numbers", title=_("Identifiers"), fields=("pic", "ror")),
    )

    class Meta(FormMeta):
        model = Organisation
        fields = (
            *("name", "acronym", "kind", "language", "summary", "description", "topics", "country", "city"),
            *("website", "languages", "founded", "pic", "ror"),
        )


def owned(organisation_ids: Iterable[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=list(organisation_ids))


def preview(request: HttpRequest, organisation: Organisation, **more: Any) -> HttpResponse:
    """Show the page of an organisation that is in memory only."""
    context = {
        "organisation": organisation,
        "json_ld": ORGANISATION.json_ld(organisation),
        "confirmation_is_old": organisation.is_confirmation_old(timezone.now()),
        "organisation_panels": panels("organisation", OrganisationPanelContext(organisation_id=organisation.pk or 0)),
    }
    return render(request, "network/organisation_detail.html", context | more)


def store(record: Organisation, **by: Any) -> Organisation:
    return save_organisation(organisation=record, **by)


ORGANISATION_SUBMITTABLE = Submittable(
    kind="organisation",
    form=OrganisationSubmission,
    may_submit=managed_organisations,
    managers=managers_of,
    owned=owned,
    owner=lambda organisation: organisation.pk,
    begin=None,
    complete=lambda _organisation: None,
    store=store,
    preview=preview,
)
