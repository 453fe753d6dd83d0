from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bluestem.demo.loading import PASSWORD
from bluestem.demo.reading import read


class Command(BaseCommand):
    help = "Print the sign-ins of the sample network."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Sign-ins, all with the password {PASSWORD}")
        for row in read("people"):
            self.stdout.write(f"  {row['email']:<36} {row['role']:<14} {row['name']}")
