"""The secretariat's side: newsletters in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView

from bluestem.catalogue.administration import RecordForm, RecordViewSet
from bluestem.newsletters import desk
from bluestem.newsletters.models import Issue
from bluestem.newsletters.queries import proposed_body
from bluestem.newsletters.services import save_issue


def link_to_desk(issue: Issue) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("newsletter_desk", args=[issue.pk]), gettext("Preview and send"))


def proposed_issue(_view: Any) -> Issue:
    """Give what a new issue begins with: the newest records, to be kept or taken out."""
    language = get_language() or "en"
    body = Issue.body.field.stream_block.to_python(proposed_body(language=language))
    return Issue(language=language, slug=f"newsletter-{timezone.now():%Y-%m}", body=body)


class IssueViewSet(RecordViewSet):
    model = Issue
    icon = "mail"
    menu_label = _("Newsletters")
    menu_order = 160
    list_display = ["title", "language", "stage", Column("desk", label=_("Sending"), accessor=link_to_desk)]
    list_filter = ["stage", "language"]
    search_fields = ["title"]
    ordering = ["-pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("language")]),
            FieldPanel("body"),
            FieldPanel("why"),
        ],
        base_form_class=RecordForm,
    )

    @property
    def add_view_class(self) -> type[CreateView]:
        return type("AddIssue", (super().add_view_class,), {"get_initial_form_instance": proposed_issue})

    @staticmethod
    def store(record: Issue, **by: Any) -> None:
        save_issue(issue=record, **by)


@hooks.register("register_admin_viewset")
def newsletters() -> IssueViewSet:
    return IssueViewSet("newsletter_admin", url_prefix="newsletters")


@hooks.register("register_admin_urls")
def desks() -> list[Any]:
    return [
        path("newsletters/<int:pk>/sending/", desk.desk, name="newsletter_desk"),
        path("newsletters/<int:pk>/letter.<str:form>", desk.letter, name="newsletter_letter"),
    ]
