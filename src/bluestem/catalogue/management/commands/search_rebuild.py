"""Makes the search index anew from the database."""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bluestem.catalogue.api import SearchUnavailable, rebuild_index


class Command(BaseCommand):
    help = (
        "Make the search index anew from the database. Lists keep working meanwhile; nothing is lost if it is stopped."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        self._said = -1
        try:
            count = rebuild_index(self._say if options["verbosity"] else None)
        except (SearchUnavailable, OSError) as error:
            raise CommandError(f"{error} The index is as it was.") from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. The index is as it was.", returncode=130) from None
        if options["verbosity"]:
            self.stdout.write(f"\nIndexed {count:,} records in {monotonic() - began:.1f} s.")

    def _say(self, count: int, total: int) -> None:
        percent = 100 if count >= total else 100 * count // total
        if percent != self._said:
            self._said = percent
            self.stdout.write(f"\r{count:,} of {total:,} records ({percent} %)", ending="")
            self.stdout.flush()
