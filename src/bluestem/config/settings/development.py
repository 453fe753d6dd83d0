"""Development: debug pages, files served as they are, a key that protects nothing."""

from bluestem.config.settings.base import *  # noqa: F403
from bluestem.config.settings.base import STORAGES

DEBUG = True
SECRET_KEY = "development-only-" + "x" * 50
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
