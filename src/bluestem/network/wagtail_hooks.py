"""The secretariat's side: organisations and country profiles in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from bluestem.catalogue.administration import RecordForm, RecordViewSet, day_panel, rich_panel
from bluestem.network.desk import urls
from bluestem.network.models import CountryProfile, Organisation
from bluestem.network.queries import standing_of
from bluestem.network.rules import Rule, may_appoint, may_merge
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


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("", include((urls.urlpatterns, urls.app_name)))]


class _RuledMenuItem(MenuItem):
    """A way that only those see for whom a rule holds."""

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule

    def is_shown(self, request: HttpRequest) -> bool:
        return self.rule(standing_of(request.user), 0)


@hooks.register("register_settings_menu_item")
def people_item() -> MenuItem:
    address = reverse("network_desk:people")
    return _RuledMenuItem(_("People and roles"), address, name="people", icon_name="user", order=10, rule=may_appoint)


@hooks.register("register_reports_menu_item")
def duplicates_item() -> MenuItem:
    label, address = _("Same organisation twice"), reverse("network_desk:duplicates")
    return _RuledMenuItem(label, address, name="duplicates", icon_name="copy", order=800, rule=may_merge)
