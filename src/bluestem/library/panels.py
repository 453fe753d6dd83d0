"""What the library shows on other rooms' pages."""

from __future__ import annotations

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.ledger.api import total
from bluestem.library.queries import publications_by, publications_of
from bluestem.network.api import OrganisationPanelContext
from bluestem.programmes.api import ProgrammePanelContext
from bluestem.ui.api import Panel


def publications_of_programme(context: ProgrammePanelContext) -> Markup | None:
    publications = publications_of(programme_id=context.programme_id)
    if not publications:
        return None
    return Markup(render_to_string("library/programme_panel.html", {"publications": publications}))  # noqa: S704


def publications_of_organisation(context: OrganisationPanelContext) -> Markup | None:
    publications = publications_by(organisation_id=context.organisation_id)
    if not publications:
        return None
    return Markup(render_to_string("library/organisation_panel.html", {"publications": publications}))  # noqa: S704


def downloads(context: object) -> Markup:
    """One of the large figures on the home page (slot `figures`)."""
    count = int(total(verb="library.downloaded"))
    return Markup(render_to_string("library/downloads_figure.html", {"count": count}))  # noqa: S704


DOWNLOADS_FIGURE = Panel(name="downloads", slot="figures", order=10, render=downloads)
ORGANISATION_PANEL = Panel(name="publications", slot="organisation", order=20, render=publications_of_organisation)
PROGRAMME_PANEL = Panel(name="publications", slot="programme", order=10, render=publications_of_programme)
