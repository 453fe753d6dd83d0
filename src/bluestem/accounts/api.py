"""What other rooms may use of accounts."""

from bluestem.accounts.models import User
from bluestem.accounts.second_factor import has_second_factor, needs_second_factor, register_second_factor_rule
from bluestem.accounts.services import change_profile, create_person, deactivate
from bluestem.accounts.sessions import end_sessions

__all__ = [
    "User",
    "change_profile",
    "create_person",
    "deactivate",
    "end_sessions",
    "has_second_factor",
    "needs_second_factor",
    "register_second_factor_rule",
]
