"""The secretariat's side: broken links as a report in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem

from bluestem.links.models import ExternalLink
from bluestem.links.queries import broken_links, with_places
from bluestem.links.services import ask_for_visit, require_keeper
from bluestem.ui.api import admin_page

ROWS = 50


@require_safe
def broken_report(request: HttpRequest) -> HttpResponse:
    """Every broken link with what is wrong and the records that have it."""
    require_keeper(actor=request.user)
    page = Paginator(broken_links(), ROWS).get_page(request.GET.get("page"))
    finder = AdminURLFinder(request.user)
    context = {
        "broken": with_places(list(page.object_list)),
        "page": page,
        "edit_url": lambda place: finder.get_edit_url(place.record) or place.url,
        "visited": ExternalLink.objects.exclude(checked_at=None).count(),
    }
    return admin_page(request, "links/report.html", context, title=_("Broken links"), icon="link")


@require_POST
def visit_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a link visited in the next round."""
    link = get_object_or_404(ExternalLink, pk=pk)
    ask_for_visit(link=link, actor=request.user, now=timezone.now())
    messages.success(request, _("The link will be visited within some minutes."))
    return redirect("links_report")


class BrokenLinksItem(MenuItem):
    """Shown to those who keep records with links."""

    def is_shown(self, request: HttpRequest) -> bool:
        try:
            require_keeper(actor=request.user)
        except PermissionDenied:
            return False
        return True


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return BrokenLinksItem(
        gettext_lazy("Broken links"), reverse("links_report"), name="broken-links", icon_name="link", order=700
    )


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("reports/links/", broken_report, name="links_report"),
        path("reports/links/<int:pk>/visit/", visit_again, name="links_visit"),
    ]
