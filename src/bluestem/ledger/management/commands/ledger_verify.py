from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from bluestem.ledger.api import all_recounts, differences


class Command(BaseCommand):
    help = "Count every room's entries again from its own tables and report where the ledger disagrees."

    def handle(self, *args: object, **options: object) -> None:
        found = 0
        for recount in all_recounts():
            rows = differences(recount)
            found += len(rows)
            self.stdout.write(f"{recount.verb}: {len(rows)} differences")
            for row in rows:
                self.stdout.write(f"  {recount.kind} {row.object_id}: room {row.in_room}, ledger {row.in_ledger}")
        if found:
            raise CommandError(f"{found} differences between rooms and ledger.")
