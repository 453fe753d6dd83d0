"""Production is the base, unchanged."""

from bluestem.config.settings.base import *  # noqa: F403
