"""Panels: what this room shows on others' pages, and what others are told on its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.catalogue.api import attach_translations
from bluestem.network.api import OrganisationPanelContext
from bluestem.programmes.queries import programmes_of
from bluestem.programmes.record_type import prepare
from bluestem.ui.api import Panel


@dataclass(frozen=True)
class ProgrammePanelContext:
    """The programme whose sheet asks (slot `programme`)."""

    programme_id: int


def programmes_of_organisation(context: OrganisationPanelContext) -> Markup | None:
    programmes = list(prepare(programmes_of(organisation_id=context.organisation_id)))
    attach_translations(programmes)
    if not programmes:
        return None
    return Markup(render_to_string("programmes/organisation_panel.html", {"programmes": programmes}))  # noqa: S704


ORGANISATION_PANEL = Panel(name="programmes", slot="organisation", order=10, render=programmes_of_organisation)
