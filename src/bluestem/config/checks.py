"""Django system checks: what must hold before an installation may answer anybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from bluestem.config.env import env

TAG = "bluestem"
_DURABLE = {
    "journal_mode=WAL": "readers would wait for writers",
    "synchronous=FULL": "a power cut could lose what was answered as saved",
    "foreign_keys=ON": "records could point to nothing",
}


@register(TAG)
def sqlite_is_durable(**_kwargs: Any) -> list[CheckMessage]:
    """Every SQLite database of the settings keeps what it has confirmed, whatever happens."""
    return [problem for database in settings.DATABASES.values() for problem in weaknesses(database)]


def weaknesses(database: dict[str, Any]) -> list[CheckMessage]:
    """Name what the settings of one database lack to be durable; nothing for PostgreSQL, which has other rules."""
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    commands = options.get("init_command", "").replace(" ", "").lower()
    problems: list[CheckMessage] = [
        Error(f"The database is opened without {pragma}: {harm}.", id="bluestem.E001")
        for pragma, harm in _DURABLE.items()
        if f"pragma{pragma.lower()};" not in f"{commands};"
    ]
    if options.get("transaction_mode") != "IMMEDIATE":
        text = "Transactions do not begin with IMMEDIATE: two writers at once could make one of them fail."
        problems.append(Error(text, id="bluestem.E002"))
    return problems


@register(TAG)
def no_debug_pages_outside_development(**_kwargs: Any) -> list[CheckMessage]:
    """Debug pages show settings and code; only the development mode may have them."""
    if settings.DEBUG and not env.development:
        return [Error("DEBUG is on outside BLUESTEM_MODE=development.", id="bluestem.E003")]
    return []
