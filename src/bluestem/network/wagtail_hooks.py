"""The secretariat's side: organisations and country profiles in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from bluestem.catalogue.administration import RecordForm, RecordViewSet, day_panel, rich_panel
from bluestem.network.models import CountryProfile, Organisation
from bluestem.network.services import save_country_profile, save_organisation
from bluestem.ui.api import language_name
from bluestem.vocabularies.api import LANGUAGES, topic_choices


class OrganisationForm(RecordForm):
    codes = {"topics": topic_choices, "languages": [(code, language_name(code)) for code in LANGUAGES]}


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = ["name", "kind", "country", "state"]
    list_filter = ["state", "kind", "country"]
    search_fields = ["name", "acronym"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("acronym"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("country"), FieldPanel("city")]),
            FieldPanel("summary"),
            rich_panel("description"),
            FieldPanel("website"),
            FieldRowPanel([FieldPanel("founded"), FieldPanel("member_since")]),
            FieldRowPanel([FieldPanel("pic"), FieldPanel("ror")]),
            FieldPanel("topics"),
            FieldPanel("languages"),
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
        base_form_class=OrganisationForm,
    )

    @staticmethod
    def store(record: Organisation, **by: Any) -> None:
        save_organisation(organisation=record, **by)


class CountryProfileViewSet(RecordViewSet):
    model = CountryProfile
    icon = "globe"
    menu_label = _("Country profiles")
    menu_order = 130
    list_display = ["country", "national_contact", "reviewed_on"]
    ordering = ["country"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("country"), FieldPanel("language")]),
            FieldPanel("lead"),
            FieldPanel("national_contact"),
            FieldRowPanel([FieldPanel("member_since"), FieldPanel("ministries")]),
            FieldPanel("local_networks"),
            day_panel("reviewed_on"),
        ]
    )

    @staticmethod
    def store(record: CountryProfile, *, actor: Any, **_by: Any) -> None:
        save_country_profile(profile=record, actor=actor)


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationViewSet:
    return OrganisationViewSet("organisation_admin", url_prefix="organisations")


@hooks.register("register_admin_viewset")
def country_profiles() -> CountryProfileViewSet:
    return CountryProfileViewSet("country_admin", url_prefix="countries")
