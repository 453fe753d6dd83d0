"""What other rooms may use of privacy."""

from bluestem.privacy.cookies import Cookie, register_cookie
from bluestem.privacy.erasing import (
    erase_person,
    forget_expired,
    kept_after_erasure,
    register_erasure_step,
)
from bluestem.privacy.exporting import export_person
from bluestem.privacy.registry import Erasure, PersonalData, register_of_personal_data, register_personal_data
from bluestem.privacy.services import record_look

__all__ = [
    "Cookie",
    "Erasure",
    "PersonalData",
    "erase_person",
    "export_person",
    "forget_expired",
    "kept_after_erasure",
    "record_look",
    "register_cookie",
    "register_erasure_step",
    "register_of_personal_data",
    "register_personal_data",
]
