"""What panels on pages of this room are told, and what this room shows in a person's space."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from markupsafe import Markup

from bluestem.accounts.api import User
from bluestem.network.queries import managed_with_waiting


@dataclass(frozen=True)
class OrganisationPanelContext:
    """The organisation whose page asks (slot `organisation`)."""

    organisation_id: int


def waiting_panel(person: User) -> Markup | None:
    """Give the organisations that a person manages and what waits there, or nothing; two queries."""
    managed = managed_with_waiting(person)
    if not managed:
        return None
    return Markup(render_to_string("network/waiting_panel.html", {"managed": managed}))  # noqa: S704
