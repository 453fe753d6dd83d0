"""Publishing in the secretariat's admin: addresses, the menu with the number that waits, the panel on its home page."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLResolver, include, path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from bluestem.catalogue.administration import register_history
from bluestem.publishing.desk import urls
from bluestem.publishing.desk.deeds import PERMISSION
from bluestem.publishing.queries import decided_kinds, waiting_count, worklist
from bluestem.publishing.submittables import submittables

SHOWN = 5

register_history(lambda kind, pk: reverse("publishing_desk:history", args=[kind, pk]))


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    return [path("submissions/", include((urls.urlpatterns, urls.app_name)))]


class _WorklistMenuItem(MenuItem):
    """The way to the worklist, with the number of submissions that wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(decided_kinds(request.user))

    def render_component(self, request: HttpRequest) -> Any:
        counted = copy(self)
        if waiting := waiting_count(request.user):
            counted.label = f"{self.label} ({waiting})"
        return super(_WorklistMenuItem, counted).render_component(request)


class _DeedsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def worklist_item() -> MenuItem:
    return _WorklistMenuItem(
        _("Submissions"), reverse("publishing_desk:worklist"), name="submissions", icon_name="tasks", order=90
    )


@hooks.register("register_reports_menu_item")
def deeds_item() -> MenuItem:
    return _DeedsMenuItem(
        _("Who did what"), reverse("publishing_desk:deeds"), name="deeds", icon_name="history", order=900
    )


class _WaitingPanel(Component):
    """The submissions that wait longest, on the admin's home page."""

    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> SafeString:
        found = list(worklist(self.request.user)[:SHOWN])
        context = {"submissions": found, "labels": {s.kind: s.label for s in submittables}}
        return mark_safe(render_to_string("publishing/desk/panel.html", context, self.request))  # noqa: S308


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    if decided_kinds(request.user):
        panels.append(_WaitingPanel(request))
