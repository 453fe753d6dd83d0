"""`bluestem manage take_bounces <mailbox>`: hear from servers which addresses do not work."""

from __future__ import annotations

import mailbox
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bluestem.messaging.bounces import take_bounces


class Command(BaseCommand):
    help = "Read delivery reports from a mailbox (a file in mbox format, or a Maildir folder); leaves it as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mailbox", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["mailbox"]
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
        try:
            count = take_bounces(box, now=timezone.now())
        finally:
            box.close()
        self.stdout.write(f"{count} addresses are new among those that take no mail.")
