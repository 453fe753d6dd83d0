"""`bluestem import KIND FILE --as MAIL [--dry-run]`: a table becomes records, without the admin."""  # noqa: N999 - the command is called so

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bluestem.accounts.api import User
from bluestem.importing.choices import Outcome, Phase
from bluestem.importing.errors import ImportRefused
from bluestem.importing.importers import importers
from bluestem.importing.models import ImportRun
from bluestem.importing.queries import rows_of
from bluestem.importing.services import carry_on, confirm_import, start_import

MOST_TOLD = 200


class Command(BaseCommand):
    help = "Import a table (CSV or XLSX): checks every row, says what would happen, then imports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[importer.kind for importer in importers])
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="address", required=True, metavar="MAIL", help="who imports")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, import nothing")
        parser.add_argument("--publish", action="store_true", help="publish new records at once")
        parser.add_argument("--overwrite", action="store_true", help="replace corrections that were made here")

    def handle(self, **options: Any) -> None:
        person = User.objects.filter(email__iexact=options["address"]).first()
        if person is None:
            raise CommandError(f"Nobody has an account under {options['address']}.")
        try:
            self._import(person, options)
        except (ImportRefused, PermissionDenied, OSError) as error:
            raise CommandError(str(error)) from error

    def _import(self, person: User, options: dict[str, Any]) -> None:
        with options["file"].open("rb") as file:
            run = start_import(
                kind=options["kind"],
                file=file,
                name=options["file"].name,
                actor=person,
                now=timezone.now(),
                publishes=options["publish"],
                overwrites=options["overwrite"],
                in_background=False,
            )
        run = self._worked(run)
        self._report(run, "would be")
        if not options["dry_run"]:
            run = confirm_import(run=run, actor=person, now=timezone.now(), in_background=False)
            self._report(self._worked(run), "")

    def _worked(self, run: ImportRun) -> ImportRun:
        carry_on(run_id=run.pk, tell=self._tell)
        self.stderr.write("")
        run.refresh_from_db()
        if run.phase == Phase.FAILED:
            raise CommandError(run.problem)
        return run

    def _tell(self, rows: int) -> None:
        self.stderr.write(f"\r{rows} rows", ending="")

    def _report(self, run: ImportRun, verb: str) -> None:
        for note in run.notes:
            self.stdout.write(note)
        for row in rows_of(run, Outcome.REJECTED)[:MOST_TOLD]:
            for reason in row.reasons:
                field = f"{reason['field']}: " if reason["field"] else ""
                self.stdout.write(f"line {row.line}, {field}{reason['reason']}")
        counts = ", ".join(f"{run.counts.get(code, 0)} {code}" for code in Outcome.values)
        self.stdout.write(" ".join(part for part in (f"{run.total} rows:", verb, counts) if part))
