"""The secretariat's side: programme sheets in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from bluestem.catalogue.administration import PartsPanel, RecordForm, RecordViewSet, day_panel, rich_panel
from bluestem.programmes.choices import Audience
from bluestem.programmes.models import Programme
from bluestem.programmes.services import save_programme
from bluestem.vocabularies.api import COUNTRIES, LEVEL_CHOICES, topic_choices


class ProgrammeForm(RecordForm):
    codes = {
        "topics": topic_choices,
        "levels": LEVEL_CHOICES,
        "audiences": Audience.choices,
        "also_active_in": [(code, country.short) for code, country in COUNTRIES.items()],
    }


SHEET = [
    FieldPanel("name"),
    FieldRowPanel([FieldPanel("number"), FieldPanel("slug")]),
    FieldPanel("organisation"),
    FieldPanel("summary"),
    rich_panel("description"),
    FieldRowPanel([FieldPanel("status"), FieldPanel("year_start"), FieldPanel("year_end")]),
    FieldPanel("country"),
    FieldPanel("also_active_in"),
    FieldPanel("levels"),
    FieldPanel("audiences"),
    FieldPanel("topics"),
    FieldPanel("logo"),
    PartsPanel(
        "workstreams", label=_("Workstream"), panels=[FieldPanel("title"), rich_panel("text"), FieldPanel("aims")]
    ),
]
MEASURED = [
    PartsPanel(
        "indicators",
        label=_("Indicator"),
        panels=[
            FieldPanel("name"),
            FieldPanel("kind"),
            FieldPanel("measured_by"),
            FieldRowPanel([FieldPanel("target"), FieldPanel("target_year"), FieldPanel("unit")]),
            FieldRowPanel([FieldPanel("actual"), FieldPanel("answers"), day_panel("measured_on")]),
            FieldPanel("source"),
        ],
    ),
    PartsPanel(
        "reach",
        label=_("Reach"),
        panels=[
            FieldRowPanel([FieldPanel("year"), FieldPanel("what")]),
            FieldRowPanel([FieldPanel("target"), FieldPanel("actual")]),
            FieldPanel("source"),
        ],
    ),
    rich_panel("impact"),
    rich_panel("impact_measured"),
]
AROUND = [
    MultiFieldPanel(
        [FieldPanel("strategy_name"), FieldPanel("strategy_url"), rich_panel("strategy_text")], heading=_("Strategy")
    ),
    PartsPanel("frames", label=_("Part of something larger")),
    MultiFieldPanel(
        [FieldPanel("funding_model"), FieldPanel("budget_amount"), FieldPanel("budget_text")], heading=_("Money")
    ),
    PartsPanel("funders", label=_("Funder")),
    PartsPanel("partners", label=_("Partner")),
    PartsPanel("documents", label=_("Document or link")),
]
PUBLISHING = [
    FieldRowPanel([FieldPanel("state"), FieldPanel("language"), FieldPanel("is_sample")]),
    FieldPanel("withdrawn_because"),
    FieldRowPanel([day_panel("confirmed_on"), FieldPanel("confirmed_by")]),
    FieldPanel("why"),
    PartsPanel(
        "translations",
        label=_("Translation"),
        panels=[FieldPanel("language"), FieldPanel("name"), FieldPanel("summary"), rich_panel("description")],
    ),
]


class ProgrammeViewSet(RecordViewSet):
    model = Programme
    icon = "form"
    menu_label = _("Programmes")
    menu_order = 100
    list_display = ["name", "number", "country", "status", "state"]
    list_filter = ["state", "status", "country"]
    search_fields = ["name", "number"]
    ordering = ["name"]
    edit_handler = TabbedInterface(
        [
            ObjectList(SHEET, heading=_("Sheet")),
            ObjectList(MEASURED, heading=_("Figures")),
            ObjectList(AROUND, heading=_("Strategy and money")),
            ObjectList(PUBLISHING, heading=_("Publishing")),
        ],
        base_form_class=ProgrammeForm,
    )

    @staticmethod
    def store(record: Programme, **by: Any) -> None:
        save_programme(programme=record, **by)


@hooks.register("register_admin_viewset")
def programmes() -> ProgrammeViewSet:
    return ProgrammeViewSet("programme_admin", url_prefix="programmes")
