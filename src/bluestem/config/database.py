"""Database settings of both engines: durable on every connection, one transaction mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from bluestem.config.env import Environment

# FULL keeps what was answered "saved" through a power cut; WAL lets readers go on while one writes.
# PRAGMAs hold for one connection, so they are set on each.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA busy_timeout=10000;"
    "PRAGMA mmap_size=33554432;"  # mapped pages count as memory of the process
    "PRAGMA temp_store=MEMORY;"
)


def database_settings(env: Environment) -> dict[str, Any]:
    """Give Django's settings for the database the environment names (SQLite in the data folder by default)."""
    return postgresql(env.database) if env.database else sqlite(str(env.data / "bluestem.sqlite3"))


def sqlite(name: str) -> dict[str, Any]:
    """Give the settings of a SQLite database in a file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # A connection that stays open avoids a checkpoint at each request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": SQLITE_PRAGMAS},
    }


def postgresql(address: str) -> dict[str, Any]:
    """Give the settings of a database at `postgresql://user:password@host:port/name?option=value`.

    Options are those of a libpq connection string, such as sslmode; `host` may name a folder with a socket.
    """
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
