"""What other rooms may use of programmes."""

from bluestem.programmes.choices import Audience
from bluestem.programmes.drawings import stems_of
from bluestem.programmes.evidence import PHRASES
from bluestem.programmes.models import Programme
from bluestem.programmes.panels import ProgrammePanelContext
from bluestem.programmes.queries import public_programmes
from bluestem.programmes.services import save_programme

__all__ = [
    "PHRASES",
    "Audience",
    "Programme",
    "ProgrammePanelContext",
    "public_programmes",
    "save_programme",
    "stems_of",
]
