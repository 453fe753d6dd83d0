"""What other rooms may use of programmes."""

from bluestem.programmes.models import Programme

__all__ = ["Programme"]
