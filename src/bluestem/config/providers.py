"""Who else may vouch for a person: OpenID Connect providers, read from a TOML file that holds their secrets.

[[provider]]
id = "school"                       # part of the address; small letters, digits, hyphens
name = "School account"             # on the button
server = "https://login.school.example"
client_id = "bluestem"
client_secret = "…"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bluestem.config.env import LOOPBACK, InsecureSetting

NAMES = ("id", "name", "server", "client_id", "client_secret")


def read_providers(path: Path) -> list[dict[str, Any]]:
    """Give the providers as allauth's settings want them, in the order of the file; none where there is no file.

    Raises InsecureSetting when the file cannot be read, lacks a value, or asks for a server without https.
    """
    if not path.is_file():
        return []
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("provider", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InsecureSetting(f"{path} is not readable as TOML: {error}") from None
    return [_provider(path, values) for values in found]


def _provider(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    for name in NAMES:
        if not isinstance(values.get(name), str) or not values[name].strip():
            raise InsecureSetting(f"{path}: a provider has no {name}.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,29}", values["id"]):
        raise InsecureSetting(f"{path}: the id {values['id']!r} must be of small letters, digits and hyphens.")
    server = urlsplit(values["server"])
    if server.scheme != "https" and server.hostname not in LOOPBACK:
        raise InsecureSetting(f"{path}: {values['server']} is not https.")
    return {
        "provider_id": values["id"],
        "name": values["name"],
        "client_id": values["client_id"],
        "secret": values["client_secret"],
        "settings": {"server_url": values["server"].rstrip("/"), "oauth_pkce_enabled": True},
    }
