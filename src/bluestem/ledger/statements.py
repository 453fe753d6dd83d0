"""A ledger line as an xAPI statement (ADL xAPI 1.0.3, Data: "Statements"; IEEE 9274.1.1)."""

from __future__ import annotations

from typing import Any

from bluestem.ledger.models import LedgerEntry
from bluestem.ledger.verbs import find_verb


def statement(entry: LedgerEntry, *, origin: str) -> dict[str, Any]:
    """Give the entry as a statement. The actor is an account name on `origin` (never a mail address), or anonymous."""
    verb = find_verb(entry.verb)
    name = str(entry.actor.uuid) if entry.actor else "anonymous"
    return {
        "id": str(entry.uuid),
        "timestamp": entry.at.isoformat(),
        "actor": {"objectType": "Agent", "account": {"homePage": origin, "name": name}},
        "verb": {"id": verb.iri, "display": {"en": str(verb.label)}},
        "object": {
            "objectType": "Activity",
            "id": f"{origin}/id/{entry.object_kind}/{entry.object_id}",
            "definition": {"name": {"en": entry.object_title}},
        },
        "result": {"extensions": {f"{origin}/xapi/quantity": float(entry.quantity)}},
    }
