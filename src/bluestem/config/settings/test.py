"""Tests: quick hashing, files in memory, the database engine chosen by BLUESTEM_TEST_DATABASE."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="bluestem-test-"))
os.environ["BLUESTEM_DATA"] = str(_folder)
os.environ.setdefault("BLUESTEM_ORIGIN", "http://testserver")
os.environ.setdefault("BLUESTEM_SECRET_KEY", "test-" * 20)

from bluestem.config.database import sqlite  # noqa: E402
from bluestem.config.settings.base import *  # noqa: E402, F403
from bluestem.config.settings.base import STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if os.environ.get("BLUESTEM_TEST_DATABASE", "sqlite") == "sqlite":
    DATABASES = {"default": {**sqlite(str(_folder / "test.sqlite3")), "TEST": {"NAME": None}}}
