"""What happens to an import: begun, checked, carried out in batches, gone on with, given up, forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from bluestem.accounts.api import User
from bluestem.importing import tasks
from bluestem.importing.choices import Phase
from bluestem.importing.errors import ImportRefused
from bluestem.importing.importers import importers
from bluestem.importing.models import ImportRun
from bluestem.importing.rules import require_importer
from bluestem.importing.working import carry_on
from bluestem.kit.tables import TableLimits
from bluestem.kit.text import clean_line

__all__ = [
    "abandon_import",
    "carry_on",
    "confirm_import",
    "forget_old_imports",
    "resume_import",
    "start_import",
]
LIMITS = TableLimits()
KEPT = timedelta(days=180)


@transaction.atomic
def start_import(
    *,
    kind: str,
    file: BinaryIO,
    name: str,
    actor: User,
    now: datetime,
    publishes: bool = False,
    overwrites: bool = False,
    in_background: bool = True,
) -> ImportRun:
    """Keep a table and have it checked; nothing is imported yet.

    publishes: new records become public at once. overwrites: replace what was corrected here since the last import.
    Raises PermissionDenied, or ImportRefused for a file that is too large or a kind that nobody imports.
    """
    importer = importers.get(kind)
    if importer is None:
        raise ImportRefused(_("There is no import of this kind."))
    require_importer(actor=actor, importer=importer)
    named = clean_line(PurePath(name).name, 200) or kind
    chosen = {"publishes": publishes, "overwrites": overwrites}
    run = ImportRun(kind=kind, name=named, person=actor, started_at=now, changed_at=now, **chosen)
    run.file.save(f"{secrets.token_hex(16)}.{_kind_of(file)}", File(file), save=False)
    run.save()
    _work(run, in_background)
    return run


def _kind_of(file: BinaryIO) -> str:
    """Give the ending for a table by how it begins. Raises ImportRefused for one that is empty or too large."""
    size = file.seek(0, 2)
    if not 0 < size <= LIMITS.file_bytes:
        most = LIMITS.file_bytes // 1_000_000
        raise ImportRefused(_("The file is empty or larger than %(most)s MB.") % {"most": most})
    file.seek(0)
    ending = "xlsx" if file.read(2) == b"PK" else "csv"
    file.seek(0)
    return ending


@transaction.atomic
def confirm_import(*, run: ImportRun, actor: User, now: datetime, in_background: bool = True) -> ImportRun:
    """Import what was checked. Raises PermissionDenied, or ImportRefused when the run is not checked."""
    run = _held(run, actor, (Phase.CHECKED,))
    run.rows.all().delete()
    _enter(run, Phase.IMPORTING, now)
    run.position, run.counts = 0, {}
    run.save()
    _work(run, in_background)
    return run


@transaction.atomic
def resume_import(*, run: ImportRun, actor: User, now: datetime, in_background: bool = True) -> ImportRun:
    """Go on with a run that was cut off, where it was. Raises PermissionDenied or ImportRefused."""
    run = _held(run, actor, (Phase.FAILED, Phase.CHECKING, Phase.IMPORTING))
    if run.phase == Phase.FAILED:
        if not run.stopped_phase or not run.file:
            raise ImportRefused(_("This import cannot go on. Mend the file and begin again."))
        _enter(run, Phase(run.stopped_phase), now)
        run.save()
    _work(run, in_background)
    return run


@transaction.atomic
def abandon_import(*, run: ImportRun, actor: User, now: datetime) -> None:
    """Take away a run that is not under way, with its file and its report. Raises PermissionDenied or ImportRefused."""
    run = _held(run, actor, (Phase.CHECKED, Phase.FAILED, Phase.DONE))
    _forget([run])


@transaction.atomic
def forget_old_imports(*, now: datetime) -> int:
    """Take away runs that nobody touched for half a year, with their files; give their number."""
    old = list(ImportRun.objects.filter(changed_at__lt=now - KEPT))
    _forget(old)
    return len(old)


def _held(run: ImportRun, actor: User, phases: tuple[Phase, ...]) -> ImportRun:
    """Give the run as it is stored, locked. Raises ImportRefused when it is in no such phase."""
    require_importer(actor=actor, importer=importers[run.kind])
    held = ImportRun.objects.select_for_update().filter(pk=run.pk).first()
    if held is None or held.phase not in phases:
        raise ImportRefused(_("This import has gone on meanwhile. Look at its page again."))
    return held


def _enter(run: ImportRun, phase: Phase, now: datetime) -> None:
    run.phase, run.stopped_phase, run.problem, run.changed_at = phase, "", "", now


def _work(run: ImportRun, in_background: bool) -> None:
    """Hand the run to the worker, in this same transaction; the command line does the work itself."""
    if in_background:
        tasks.work_on_import.enqueue(run.pk)


def _forget(runs: list[ImportRun]) -> None:
    for run in runs:
        remove = _remover(run)
        run.delete()
        transaction.on_commit(remove)


def _remover(run: ImportRun) -> Callable[[], None]:
    storage, name = run.file.storage, run.file.name
    return lambda: storage.delete(name) if name else None
