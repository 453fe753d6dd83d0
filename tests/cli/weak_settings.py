"""Production settings that someone made faster, at the price of what was confirmed."""

from bluestem.config.settings.production import *  # noqa: F403
from bluestem.config.settings.production import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"
DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=NORMAL;"
