"""Who may import what."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from bluestem.accounts.api import User
from bluestem.importing.importers import Importer


def may_import(person: User, importer: Importer) -> bool:
    """Whether a person may import records of a kind."""
    return person.is_active and person.has_perm(importer.permission)


def require_importer(*, actor: User, importer: Importer) -> None:
    """Raise PermissionDenied unless the actor may import records of this kind."""
    if not may_import(actor, importer):
        raise PermissionDenied(f"{actor} may not import {importer.kind} records.")
