"""The Jinja environment of every template: strict about what is undefined, safe by default."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from bluestem.ui import formats
from bluestem.ui.addresses import address
from bluestem.ui.filters import contributed_filters, contributed_globals
from bluestem.ui.frame import home_address, page_frame
from bluestem.ui.icons import icon_address
from bluestem.ui.paging import page_steps
from bluestem.ui.panels import panels

FILTERS = {
    "date": formats.long_date,
    "short_date": formats.short_date,
    "month": formats.month,
    "clock": formats.clock,
    "iso": formats.iso,
    "number": formats.number,
    "language_name": formats.language_name,
    "own_language_name": formats.own_language_name,
}


def environment(**options: Any) -> Environment:
    """Give the environment for Django's Jinja2 backend; `options` come from its settings.

    Globals: url, static, icon_address, page_frame, home_address, panels, page_steps, network, the gettext family and
    what rooms contribute. Filters: those above, and what rooms contribute.
    """
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = QuickEnvironment(**options)
    env.policies["json.dumps_kwargs"] = {"cls": DjangoJSONEncoder, "ensure_ascii": False}
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(_globals(), **contributed_globals())
    env.filters.update(FILTERS, **contributed_filters())
    return env


def _globals() -> dict[str, Any]:
    return {
        "_": say,
        "gettext": say,
        "url": address,
        "static": static,
        "icon_address": icon_address,
        "page_frame": page_frame,
        "home_address": home_address,
        "panels": panels,
        "page_steps": page_steps,
        "network": network(),
    }


def network() -> dict[str, Any]:
    """Give what pages say of the network: name, description, contact (mail address), sample (whether it is one)."""
    return {
        "name": settings.NETWORK_NAME,
        "description": settings.NETWORK_DESCRIPTION,
        "contact": settings.NETWORK_CONTACT,
        "sample": settings.DEMO,
    }


@pass_eval_context
def say(place: EvalContext, message: str, /, **variables: Any) -> str:
    """Give a text in the active language with its variables put in; what `_()` is in templates.

    In markup the variables are escaped; in templates of plain text they are not.
    """
    language = get_language()
    if not place.autoescape:
        return str(_template(language, message)) % variables
    return _template(language, message) % variables if variables else _text(language, message)


@lru_cache(maxsize=8192)
def _text(language: str | None, message: str) -> Markup:
    """A page asks for a hundred texts; looking each up costs more than remembering it."""
    return _template(language, message) % {}


@lru_cache(maxsize=2048)
def _template(language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message))  # noqa: S704 - texts of the interface are our own


class QuickEnvironment(Environment):
    """Gives every template the same globals as one plain mapping; Jinja's own chain of mappings is slow to look at."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals
