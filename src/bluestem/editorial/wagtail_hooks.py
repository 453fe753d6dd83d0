"""The secretariat's side: what Wagtail's own pages need to work under our Content-Security-Policy."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page

from bluestem.editorial.choosers import install
from bluestem.editorial.services import note_change

install()


@hooks.register("insert_global_admin_js")
def choosers() -> str:
    """Wagtail starts its choosers of days and times by scripts within the page, which our policy refuses."""
    return format_html('<script src="{}"></script>', static("editorial/choosers.js"))


@hooks.register("insert_editor_css")
def editor() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/editor.css"))


@hooks.register("after_delete_page")
def deleted(request: HttpRequest, page: Page) -> None:
    """Wagtail unpublishes before it deletes; what is left are finished pages that listed it."""
    note_change()
