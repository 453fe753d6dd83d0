"""What every page of the secretariat's admin gets from us: colours, and scripts that our policy allows."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("catalogue/administration.css"))


@hooks.register("insert_editor_js")
def parts_panels() -> str:
    return format_html('<script src="{}"></script>', static("catalogue/parts-panels.js"))
