"""What other rooms may use of the ledger."""

from bluestem.ledger.models import LedgerEntry
from bluestem.ledger.queries import (
    Difference,
    Recount,
    all_recounts,
    differences,
    register_recount,
    total,
    totals_by_object,
)
from bluestem.ledger.services import Thing, correct, record
from bluestem.ledger.statements import statement
from bluestem.ledger.verbs import Verb, all_verbs, find_verb, register_verb

__all__ = [
    "Difference",
    "LedgerEntry",
    "Recount",
    "Thing",
    "Verb",
    "all_recounts",
    "all_verbs",
    "correct",
    "differences",
    "find_verb",
    "record",
    "register_recount",
    "register_verb",
    "statement",
    "total",
    "totals_by_object",
]
