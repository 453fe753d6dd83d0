"""What other rooms may use of programmes."""

from bluestem.programmes.choices import Audience, DocumentKind, IndicatorKind, Status
from bluestem.programmes.drawings import stems_of
from bluestem.programmes.evidence import PHRASES
from bluestem.programmes.models import (
    Frame,
    Funder,
    Indicator,
    Partner,
    Programme,
    ProgrammeDocument,
    ProgrammeTranslation,
    Reach,
    Workstream,
)
from bluestem.programmes.panels import ProgrammePanelContext
from bluestem.programmes.queries import public_programmes
from bluestem.programmes.services import add_programmes, save_programme

__all__ = [
    "PHRASES",
    "Audience",
    "DocumentKind",
    "Frame",
    "Funder",
    "Indicator",
    "IndicatorKind",
    "Partner",
    "Programme",
    "ProgrammeDocument",
    "ProgrammePanelContext",
    "ProgrammeTranslation",
    "Reach",
    "Status",
    "Workstream",
    "add_programmes",
    "public_programmes",
    "save_programme",
    "stems_of",
]
