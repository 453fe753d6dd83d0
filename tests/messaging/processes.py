"""An outbox in a database file, and processes that deliver it: `python -m tests.messaging.processes <server>`.

Reads lines: `write <count>` writes mails; `deliver <seconds>` starts a process that holds each mail for that long and
answers with its number; `wait <process>` waits until it has ended; `states` answers with the states of all mails. The
environment names the data folder.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta

import django


def main(server: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bluestem.config.settings.base"
    django.setup()
    from django.conf import settings

    settings.MAIL_URL = server
    make_tables()
    print("ready", flush=True)
    for line in sys.stdin:
        command, *words = line.split()
        print(json.dumps(COMMANDS[command](*words)), flush=True)


def make_tables() -> None:
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    from bluestem.accounts.api import User
    from bluestem.messaging.models import Bounce, Mail, Notice

    with connection.schema_editor() as editor:
        for model in (ContentType, Permission, Group, User, Mail, Bounce, Notice):
            editor.create_model(model)


def write(count: str) -> int:
    from django.core.mail import send_mail

    for number in range(int(count)):
        send_mail(f"Mail {number}", "Text", None, [f"reader{number}@example.org"])
    return int(count)


def deliver(hold: str) -> int:
    from django.db import connections

    from bluestem.messaging import delivering

    connections.close_all()
    if process := os.fork():
        return process
    delivering.HOLD = timedelta(seconds=float(hold))
    while delivering.deliver_due():
        pass
    os._exit(0)


def wait(process: str) -> int:
    return os.waitpid(int(process), 0)[1]


def states() -> dict[str, str]:
    from bluestem.messaging.models import Mail

    return dict(Mail.objects.values_list("message_id", "state"))


COMMANDS = {"write": write, "deliver": deliver, "wait": wait, "states": states}

if __name__ == "__main__":
    main(sys.argv[1])
