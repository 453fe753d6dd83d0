"""The Jinja environment of every template: strict about what is undefined, safe by default."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined

from bluestem.ui import formats
from bluestem.ui.filters import contributed_filters, contributed_globals
from bluestem.ui.frame import home_address, page_frame
from bluestem.ui.icons import icon_address
from bluestem.ui.paging import page_steps
from bluestem.ui.panels import panels


def environment(**options: Any) -> Environment:
    """Give the environment for Django's Jinja2 backend; `options` come from its settings.

    Globals: url, static, icon_address, page_frame, home_address, panels, page_steps, network and the gettext family.
    Filters: date, short_date, month, clock, iso, number, language_name, own_language_name.
    """
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**options)  # noqa: S701 - autoescape is set above
    env.policies["json.dumps_kwargs"] = {"cls": DjangoJSONEncoder, "ensure_ascii": False}
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    env.globals.update(
        url=url,
        static=static,
        icon_address=icon_address,
        page_frame=page_frame,
        home_address=home_address,
        panels=panels,
        page_steps=page_steps,
        network=network(),
    )
    env.filters.update(
        date=formats.long_date,
        short_date=formats.short_date,
        month=formats.month,
        clock=formats.clock,
        iso=formats.iso,
        number=formats.number,
        language_name=formats.language_name,
        own_language_name=formats.own_language_name,
    )
    env.filters.update(contributed_filters())
    env.globals.update(contributed_globals())
    return env


def network() -> dict[str, Any]:
    """Give what pages say of the network: name, description, contact (mail address), sample (whether it is one)."""
    return {
        "name": settings.NETWORK_NAME,
        "description": settings.NETWORK_DESCRIPTION,
        "contact": settings.NETWORK_CONTACT,
        "sample": settings.DEMO,
    }


def _gettext(message: str) -> str:
    return _translated(get_language(), message)


@lru_cache(maxsize=16_384)
def _translated(language: str | None, message: str) -> str:
    """A page asks for a hundred texts; looking each up costs more than remembering it."""
    return translation.gettext(message)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Give the path of a named address in the active language; raise NoReverseMatch if there is none."""
    return _address(get_language(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=4096)
def _address(language: str | None, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    """Addresses of one language do not change while the site runs; a list page asks for a hundred."""
    return reverse(name, args=args, kwargs=dict(kwargs))
