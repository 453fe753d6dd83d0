"""The sample network's files: TOML beside this module, read as plain mappings."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read(name: str) -> list[dict[str, Any]]:
    """Give the tables of `data/<name>.toml`, in order."""
    return tomllib.loads((DATA / f"{name}.toml").read_text())[name]
