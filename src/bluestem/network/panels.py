"""What panels on pages of this room are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OrganisationPanelContext:
    """The organisation whose page asks (slot `organisation`)."""

    organisation_id: int
