"""An alert run: many saved searches, many new records, and how few of the searches are touched.

    python -m benchmarks.alerts --searches 10000 --records 1000

Needs an installation of its own in BLUESTEM_DATA, made by `bluestem init` and `bluestem demo load`; what it adds is
taken back at the end. Target: 10,000 searches and 1,000 new records under 60 s. It also runs with a tenth of the
searches, so that the ratio says how the time grows.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from bluestem.following.searches import SavedSearch

WORDS = (  # what people of such a network look for
    *("robots", "energy", "climate", "careers", "girls", "teachers", "coding", "mathematics", "engineering"),
    *("laboratory", "physics", "chemistry", "space", "inclusion", "primary", "secondary", "vocational"),
    *("apprentices", "mentors", "competition", "festival", "museum", "sensors", "data", "biology", "gender"),
    *("sustainability", "entrepreneurship", "refugees", "makerspace", "astronomy", "statistics"),
)
COUNTRIES = ("at", "be", "bg", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "it", "nl", "pl", "se")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--searches", type=int, default=10_000)
    parser.add_argument("--records", type=int, default=1_000)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluestem.config.settings.base")
    django.setup()
    times = {count: measure(count, options.records) for count in (options.searches // 10, options.searches)}
    few, many = times.values()
    print(f"ten times the searches take {many / few:.1f} times as long")


def measure(searches: int, records: int) -> float:
    """Follow and publish, run, print what it took, and take everything back; give seconds of the run."""
    with transaction.atomic():
        seconds = _measured(searches, records)
        transaction.set_rollback(True)
    return seconds


def _measured(searches: int, records: int) -> float:
    from django.utils import timezone

    from bluestem.following.alerts import fill_known, run
    from bluestem.following.models import ChangeNote, Follow
    from bluestem.messaging.api import Notice

    fill_known()
    ChangeNote.objects.all().delete()
    follow(searches)
    publish(records)
    distinct = Follow.objects.values("search_key").distinct().count()
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        while run(now=timezone.now()) is not None:
            pass
        seconds = time.perf_counter() - began
    touched = Notice.objects.values("stop").distinct().count()
    print(
        f"{searches:,} searches ({distinct:,} different), {records:,} new records: {seconds:.1f} s, "
        f"{len(queries):,} queries, {touched:,} searches touched, {Notice.objects.count():,} notices"
    )
    return seconds


def follow(count: int) -> None:
    """Have people follow searches of one to three words, most with a country or a kind."""
    from django.utils import timezone

    from bluestem.accounts.api import User
    from bluestem.following.choices import Pace, Target
    from bluestem.following.models import Follow

    now = timezone.now()
    people = [User(email=f"reader{n}@bench.example", name=f"Reader {n}", joined_at=now) for n in range(count // 5)]
    people = User.objects.bulk_create(people, batch_size=500)
    follows = (
        Follow(
            person=people[number % len(people)],
            target=Target.SEARCH,
            kind=search.kind,
            query=search.query,
            language=search.language,
            search_key=search.key,
            title=search.title(),
            pace=Pace.DAILY,
            created_at=now,
        )
        for number, search in enumerate(searches(count))
    )
    Follow.objects.bulk_create(follows, batch_size=500, ignore_conflicts=True)


def searches(count: int) -> Iterator[SavedSearch]:
    """Give searches as people save them, the same ones at each run."""
    from django.http import QueryDict

    from bluestem.following.searches import SavedSearch

    chance = random.Random(2026)
    for _number in range(count):
        query = QueryDict(mutable=True)
        query["q"] = " ".join(chance.sample(WORDS, chance.choice((1, 2, 2, 3))))
        if chance.random() < 0.7:
            query["country"] = chance.choice(COUNTRIES)
        kind = chance.choice(("", "programme", "publication"))
        yield SavedSearch.read(kind, query, chance.choice(("en", "fr", "de", "nl")))


def publish(count: int) -> None:
    """Add generated records of all kinds; the index is left alone."""
    from django.utils import timezone

    from bluestem.accounts.api import User
    from bluestem.catalogue.api import suspend_indexing
    from bluestem.demo.scaling import _organisations, _programmes
    from bluestem.network.api import Organisation
    from bluestem.programmes.api import Programme

    actor = User.objects.get(email="administrator@bluestem.example")
    shares = ((Organisation, _organisations, count // 5), (Programme, _programmes, count // 5 * 4))
    with suspend_indexing():
        for model, make, number in shares:
            start = model.objects.count()
            for _done in make(start=start, stop=start + number, actor=actor, now=timezone.now()):
                pass


if __name__ == "__main__":
    main()
