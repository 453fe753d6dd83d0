"""The secretariat's side: topics in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from bluestem.vocabularies import desk


class TopicsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("vocabularies.change_topic")


@hooks.register("register_admin_urls")
def desks() -> list[Any]:
    return [
        path("topics/", desk.overview, name="topics"),
        path("topics/add/", desk.add, name="topic_add"),
        path("topics/<slug:code>/", desk.change, name="topic"),
    ]


@hooks.register("register_admin_menu_item")
def topics_item() -> MenuItem:
    return TopicsItem(_("Vocabularies"), reverse("topics"), icon_name="tag", order=170)
