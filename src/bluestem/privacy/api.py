"""What other rooms may use of privacy."""

from bluestem.privacy.registry import Erasure, PersonalData, register_of_personal_data, register_personal_data

__all__ = ["Erasure", "PersonalData", "register_of_personal_data", "register_personal_data"]
