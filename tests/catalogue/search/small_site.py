"""An installation with nothing but the catalogue and one record type, for tests that kill processes.

`python -m tests.catalogue.search.small_site <folder> <what>`; see `main`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings

from bluestem.config.database import sqlite

# The catalogue, and what its tables lead to
ROOMS = [
    *("django.contrib.contenttypes", "django.contrib.auth"),
    *("bluestem.privacy", "bluestem.vocabularies", "bluestem.catalogue"),
]


def set_up(folder: Path) -> None:
    """Set Django up on a folder with a database of its own."""
    settings.configure(
        DATA_FOLDER=folder,
        DATABASES={"default": sqlite(str(folder / "site.sqlite3"))},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=ROOMS,
        ORIGIN="http://localhost",
        USE_TZ=True,
    )
    django.setup()
    from bluestem.catalogue.records import register
    from tests.catalogue.search.notes import note_type

    register(note_type())


def main(folder: Path, what: str) -> None:
    set_up(folder)
    globals()[what]()


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def change_without_end() -> None:
    """Add notes and delete every third, each in a transaction of its own; say what is saved as soon as it is."""
    from itertools import count

    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction

    from bluestem.catalogue.indexing import record_changed
    from tests.catalogue.search.notes import SHELF

    for number in count():
        with transaction.atomic():
            record = ContentType.objects.create(app_label=SHELF, model=f"n{os.getpid()}x{number}")
            record_changed(kind="note", pk=(pk := record.pk))
        if number % 3 == 0:
            with transaction.atomic():
                record_changed(kind="note", pk=pk)
                record.delete()
        print("gone" if number % 3 == 0 else "kept", pk, flush=True)


def rebuild_without_end() -> None:
    from bluestem.catalogue.indexing import rebuild_index

    while True:
        print(rebuild_index(), flush=True)


def sweep() -> None:
    """Sweep as the worker does, then say what the database and the index hold."""
    from django.contrib.contenttypes.models import ContentType

    from bluestem.catalogue.indexing import apply_changes
    from bluestem.catalogue.models import IndexChange
    from bluestem.catalogue.search import SearchQuery, get_engine
    from tests.catalogue.search.notes import SHELF

    apply_changes()
    stored = sorted(ContentType.objects.filter(app_label=SHELF).values_list("pk", flat=True))
    indexed = sorted(pk for _, pk in get_engine().identify(SearchQuery()))
    print(
        json.dumps({"stored": stored, "indexed": indexed, "waiting": IndexChange.objects.filter(applied=False).count()})
    )
    get_engine().close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
