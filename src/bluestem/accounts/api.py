"""What other rooms may use of accounts."""

from bluestem.accounts.models import User
from bluestem.accounts.services import create_person

__all__ = ["User", "create_person"]
