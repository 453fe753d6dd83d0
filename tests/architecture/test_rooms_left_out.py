"""An activity room can be left out: the site starts, and what remains answers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

SETTINGS = """
from bluestem.config.settings.test import *
ACTIVITY_ROOMS = [room for room in ACTIVITY_ROOMS if room != {room!r}]
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != {room!r}]
class NoMigrations(dict):  # tables are made as models say: this is not about migrations, and takes a tenth of the time
    __contains__ = lambda self, app: True
    __getitem__ = lambda self, app: None
MIGRATION_MODULES = NoMigrations()
"""
PROGRAM = """
from contextlib import redirect_stdout
from io import StringIO
import django
django.setup()
from django.core.management import call_command
from django.test.utils import setup_test_environment
setup_test_environment()
from django.db import connection
with redirect_stdout(StringIO()):  # Django says that the table of counts, which is a model here, is there already
    connection.creation.create_test_db(verbosity=0)
from bluestem.catalogue.api import rebuild_index, registry
rebuild_index()
call_command("check", fail_level="WARNING", stdout=StringIO())
from django.test import Client
for address in ["/", "/countries/be/", "/search/?q=stem", *(f"/{t.path}/" for t in registry)]:
    print(Client().get(address).status_code, address)
"""


@pytest.mark.parametrize("room", settings.ACTIVITY_ROOMS)
def test_the_site_works_without_the_room(tmp_path, room):
    (tmp_path / "without_a_room.py").write_text(SETTINGS.format(room=room))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BLUESTEM_")}
    environment |= {"PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "without_a_room"}
    command = [sys.executable, "-W", "error", "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own tools

    assert done.returncode == 0, done.stderr
    answers = done.stdout.splitlines()
    assert answers
    assert [answer for answer in answers if not answer.startswith("200 ")] == []
