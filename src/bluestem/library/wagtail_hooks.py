"""The secretariat's side: publications in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from bluestem.catalogue.administration import PartsPanel, RecordForm, RecordViewSet, day_panel, rich_panel
from bluestem.library.models import Publication
from bluestem.library.services import save_publication
from bluestem.vocabularies.api import COUNTRIES, LEVEL_CHOICES, topic_choices


class PublicationForm(RecordForm):
    codes = {
        "topics": topic_choices,
        "levels": LEVEL_CHOICES,
        "countries": [(code, country.short) for code, country in COUNTRIES.items()],
    }


class PublicationViewSet(RecordViewSet):
    model = Publication
    icon = "doc-full"
    menu_label = _("Publications")
    menu_order = 110
    list_display = ["title", "authors", "year", "state"]
    list_filter = ["state", "kind", "year"]
    search_fields = ["title", "authors"]
    ordering = ["title"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("authors"),
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("programme")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("year"), FieldPanel("pages")]),
            rich_panel("abstract"),
            FieldPanel("countries"),
            FieldPanel("topics"),
            FieldPanel("levels"),
            FieldPanel("file"),
            FieldPanel("url"),
            FieldPanel("licence"),
            PartsPanel(
                "translations",
                label=_("Translation"),
                panels=[FieldPanel("language"), FieldPanel("title"), rich_panel("abstract")],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("state"), FieldPanel("language"), FieldPanel("is_sample")]),
                    FieldPanel("withdrawn_because"),
                    FieldRowPanel([day_panel("confirmed_on"), FieldPanel("confirmed_by")]),
                    FieldPanel("why"),
                ],
                heading=_("Publishing"),
            ),
        ],
        base_form_class=PublicationForm,
    )

    @staticmethod
    def store(record: Publication, **by: Any) -> None:
        save_publication(publication=record, **by)


@hooks.register("register_admin_viewset")
def publications() -> PublicationViewSet:
    return PublicationViewSet("publication_admin", url_prefix="publications")
