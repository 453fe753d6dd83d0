"""A large world for benchmarks: generated records that say so, shaped like real ones, the same at every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from bluestem.accounts.api import User
from bluestem.catalogue.api import State, add_records
from bluestem.demo.reading import read
from bluestem.library.api import Publication, PublicationKind
from bluestem.network.api import Organisation, OrganisationKind
from bluestem.programmes.api import Indicator, IndicatorKind, Programme, Reach, Status, add_programmes
from bluestem.vocabularies.api import COUNTRIES, LEVELS, TOPICS

BATCH = 2_000
SEED = 1843  # the year of the first printed cyanotypes
PLACES = [
    "Harbour",
    "River",
    "Hill",
    "Lake",
    "Forest",
    "North",
    "South",
    "East",
    "West",
    "Old",
    "New",
    "Upper",
    "Lower",
    "Green",
    "Stone",
    "Bridge",
    "Market",
    "Garden",
]
SUBJECTS = [
    "Robotics",
    "Physics",
    "Chemistry",
    "Biology",
    "Coding",
    "Maths",
    "Energy",
    "Climate",
    "Space",
    "Water",
    "Materials",
    "Data",
    "Design",
    "Mechanics",
]
FORMATS = [
    "Workshop",
    "Network",
    "Academy",
    "Club",
    "Lab",
    "Days",
    "Route",
    "Studio",
    "Circle",
    "Fair",
    "Mentors",
    "Coaches",
    "Week",
    "Camp",
    "Atelier",
]
LANGUAGES = ("en", "en", "en", "fr", "de", "nl", "es", "it")


def load_large_world(*, scale: int, now: datetime, say: Callable[[str], None]) -> None:
    """Add generated records until the sample network is `scale` times its own size. Repeats add nothing."""
    administrator = User.objects.get(email=next(r["email"] for r in read("people") if r["role"] == "administrator"))
    for name, model, make in (
        ("organisations", Organisation, _organisations),
        ("programmes", Programme, _programmes),
        ("publications", Publication, _publications),
    ):
        wanted = len(read(name)) * scale
        there = model.objects.count()
        for done in make(start=there, stop=wanted, actor=administrator, now=now):
            say(f"{name}: {done} of {wanted}")


class Words:
    """Chance texts from the sample network's own sentences, so that words are as frequent as in real ones."""

    def __init__(self, random: Random) -> None:
        self.random = random
        texts = [row["summary"] for row in read("programmes")] + [row["abstract"] for row in read("publications")]
        self.sentences = [s.strip() for text in texts for s in text.replace("</p>", ". ").split(". ") if len(s) > 30]

    def name(self, number: int) -> str:
        pick = self.random.choice
        return f"{pick(PLACES)} {pick(SUBJECTS)} {pick(FORMATS)} {number}"

    def text(self, least: int, most: int) -> str:
        return ". ".join(self.random.choices(self.sentences, k=self.random.randint(least, most)))


def _organisations(*, start: int, stop: int, actor: AbstractBaseUser, now: datetime) -> Iterator[int]:
    random = Random(SEED + start)  # noqa: S311 - the same world at every run
    words = Words(random)
    for numbers in _batches(start, stop):
        with transaction.atomic():
            add_records(
                kind="organisation",
                records=[_organisation(n, random, words, now) for n in numbers],
                actor=actor,
                now=now,
            )
        yield numbers[-1] + 1


def _organisation(number: int, random: Random, words: Words, now: datetime) -> Organisation:
    return Organisation(
        **_common("organisation", number, random, now),
        name=words.name(number),
        kind=random.choice(OrganisationKind.values),
        country=_country(random),
        city=random.choice(PLACES),
        summary=words.text(1, 1)[:390],
        description=f"<p>{words.text(2, 4)}</p>",
        topics=random.sample(list(TOPICS), k=2),
        languages=[random.choice(LANGUAGES)],
    )


def _programmes(*, start: int, stop: int, actor: AbstractBaseUser, now: datetime) -> Iterator[int]:
    random = Random(SEED + start)  # noqa: S311
    words = Words(random)
    owners = list(Organisation.objects.values_list("pk", flat=True)[:5_000])
    for numbers in _batches(start, stop):
        programmes = [_programme(n, random, words, owners, now) for n in numbers]
        parts = [part for programme in programmes for part in _figures(programme, random)]
        add_programmes(programmes=programmes, parts=parts, actor=actor, now=now)
        yield numbers[-1] + 1


def _programme(number: int, random: Random, words: Words, owners: list[int], now: datetime) -> Programme:
    return Programme(
        **_common("programme", number, random, now),
        number=f"G-{number}",
        name=words.name(number),
        country=_country(random),
        organisation_id=random.choice(owners),
        summary=words.text(1, 1)[:290],
        description=f"<p>{words.text(3, 7)}</p>",
        levels=sorted(random.sample(list(LEVELS), k=2)),
        topics=random.sample(list(TOPICS), k=2),
        status=random.choice(Status.values),
        year_start=random.randint(1995, 2026),
    )


def _figures(programme: Programme, random: Random) -> Iterator[Reach | Indicator]:
    if random.random() < 0.6:
        yield Reach(programme=programme, year=2025, what="people who took part", actual=random.randint(10, 5_000))
    if random.random() < 0.3:
        yield Indicator(
            programme=programme,
            name="Interest in STEM",
            kind=random.choice(IndicatorKind.values),
            measured_by="answers of those who took part",
            actual=Decimal(random.randint(1, 50)) / 10,
            answers=random.randint(5, 200),
        )


def _publications(*, start: int, stop: int, actor: AbstractBaseUser, now: datetime) -> Iterator[int]:
    random = Random(SEED + start)  # noqa: S311
    words = Words(random)
    for numbers in _batches(start, stop):
        with transaction.atomic():
            add_records(
                kind="publication", records=[_publication(n, random, words, now) for n in numbers], actor=actor, now=now
            )
        yield numbers[-1] + 1


def _publication(number: int, random: Random, words: Words, now: datetime) -> Publication:
    return Publication(
        **_common("publication", number, random, now),
        title=words.name(number),
        authors=f"{random.choice(PLACES)} Institute",
        countries=[_country(random)],
        kind=random.choice(PublicationKind.values),
        year=random.randint(1995, 2026),
        abstract=f"<p>{words.text(3, 8)}</p>",
        topics=random.sample(list(TOPICS), k=2),
        levels=sorted(random.sample(list(LEVELS), k=2)),
    )


def _common(kind: str, number: int, random: Random, now: datetime) -> dict[str, object]:
    return {
        "slug": f"generated-{kind}-{number}",
        "language": random.choice(LANGUAGES),
        "state": State.PUBLISHED,
        "is_sample": True,
        "published_at": now - timedelta(minutes=random.randint(1, 5_000_000)),
    }


def _country(random: Random) -> str:
    return random.choice(list(COUNTRIES))


def _batches(start: int, stop: int) -> Iterator[list[int]]:
    numbers = iter(range(start, stop))
    while batch := list(islice(numbers, BATCH)):
        yield batch
