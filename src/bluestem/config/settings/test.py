"""Tests: quick hashing, files in memory, the database engine chosen by BLUESTEM_TEST_DATABASE."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# What the shell of whoever runs the tests has set must not change their outcome.
_kept = ("BLUESTEM_TEST_DATABASE", "BLUESTEM_DATABASE")
for _name in [name for name in os.environ if name.startswith("BLUESTEM_") and name not in _kept]:
    del os.environ[_name]
_engine = os.environ.get("BLUESTEM_TEST_DATABASE", "sqlite")
if _engine == "sqlite":
    os.environ.pop("BLUESTEM_DATABASE", None)

_folder = Path(tempfile.mkdtemp(prefix="bluestem-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["BLUESTEM_DATA"] = str(_folder)
os.environ["BLUESTEM_ORIGIN"] = "http://testserver"
os.environ["BLUESTEM_SECRET_KEY"] = "test-" * 20
# A provider to sign in with, so that its pages are served; tests that use it put in the one they run.
(_folder / "sign-in.toml").write_text(
    """[[provider]]
id = "school"
name = "School account"
server = "http://127.0.0.1:9"
client_id = "bluestem"
client_secret = "test"
"""
)

from bluestem.config.database import sqlite  # noqa: E402
from bluestem.config.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if _engine == "sqlite":
    DATABASES = {"default": {**sqlite(str(_folder / "test.sqlite3")), "TEST": {"NAME": None}}}
