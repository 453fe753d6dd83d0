"""Importing many programmes from one XLSX file: time and memory of the dry run, the import and a second import.

    BLUESTEM_DATA=var/bench/import python -m benchmarks.importing --rows 10000

Target for 10,000 rows: under 300 MB, and a second import writes nothing. Beside it stands how long the same rows take
when they are stored with bare bulk inserts, in the same run. Uses the sample network and leaves it changed.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

HEADINGS = (
    *("number", "name", "organisation", "country", "summary", "description", "language", "isced_2011", "topics"),
    *("audiences", "status", "year_start", "budget_eur", "strategy_url"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000)
    count = parser.parse_args().rows

    from bluestem.cli.management import start_django

    start_django()
    report("started")
    with tempfile.TemporaryFile() as file:
        from bluestem.kit.tables import write_xlsx

        with timed("writing the file"):
            write_xlsx(cast("BinaryIO", file), HEADINGS, rows(count))
        run = imported(cast("BinaryIO", file), "dry run")
        confirmed(run, "import")
        run = imported(cast("BinaryIO", file), "second dry run")
        confirmed(run, "second import")
    bare(count)


def rows(count: int) -> Iterator[list[object]]:
    """Give made-up programmes of CSR Europe, each with a description of about a page; new ones in each run."""
    series = int(time.time()) % 1_000_000
    description = "\n\n".join(["Pupils build small machines and measure what they do. " * 8] * 4)
    for number in range(count):
        summary = f"Programme {number} lets pupils measure, compare and tell others."
        yield [
            *(f"{series}-{number}", f"Benchmark programme {number}", "CSR Europe", "BE", summary, description),
            *("en", "2|3", "science|careers", "teachers|pupils", "active", 2000 + number % 25, number * 10),
            f"https://example.org/strategy/{number}",
        ]


def imported(file: BinaryIO, what: str) -> object:
    """Check a file, as the admin does after an upload."""
    from django.utils import timezone

    from bluestem.importing.services import carry_on, start_import

    with timed(what):
        run = start_import(
            kind="programme", file=file, name="b.xlsx", actor=editor(), now=timezone.now(), in_background=False
        )
        carry_on(run_id=run.pk)
    run.refresh_from_db()
    print(f"  {run.counts}{run.problem}")
    return run


def confirmed(run: object, what: str) -> None:
    """Import what was checked; say how many statements wrote to records."""
    from django.db import connection
    from django.utils import timezone

    from bluestem.importing.services import carry_on, confirm_import

    written = 0

    def count(execute: object, sql: str, *rest: object) -> object:
        nonlocal written
        changing = sql.split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE")
        written += changing and any(f'"{table}' in sql for table in ("programmes_", "importing_importedrecord"))
        return execute(sql, *rest)  # type: ignore[operator]

    with connection.execute_wrapper(count), timed(what):
        run = confirm_import(run=run, actor=editor(), now=timezone.now(), in_background=False)  # type: ignore[arg-type]
        carry_on(run_id=run.pk)
    run.refresh_from_db()
    print(f"  {run.counts}{run.problem}, {written} statements wrote to programmes or to what is known of them")


def bare(count: int) -> None:
    """Store as many rows with nothing but bulk inserts, and take them back."""
    from django.db import transaction
    from django.utils import timezone

    from bluestem.network.api import Organisation
    from bluestem.programmes.api import Programme

    organisation = Organisation.objects.get(slug="csr-europe")
    copies = [
        Programme(
            number=f"C-{number}",
            slug=f"bare-{number}",
            name=f"Bare programme {number}",
            organisation=organisation,
            country="be",
            language="en",
            summary="Pupils build small machines and measure what they do.",
            description="<p>Pupils build small machines and measure what they do.</p>" * 30,
            status="active",
            year_start=2020,
            changed_at=timezone.now(),
        )
        for number in range(count)
    ]
    with timed("bare bulk inserts"), transaction.atomic():
        Programme.objects.bulk_create(copies, batch_size=500)
        transaction.set_rollback(True)


def editor() -> object:
    from bluestem.accounts.api import User

    return User.objects.get(email="administrator@bluestem.example")


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    report(what, time.monotonic() - started)


def report(what: str, seconds: float = 0.0) -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:20} {seconds:7.1f} s   most memory so far {most:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
