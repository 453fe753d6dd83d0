"""What people chose, and the notices they may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bluestem.accounts.api import User
from bluestem.messaging.choices import Frequency
from bluestem.messaging.kinds import declared
from bluestem.messaging.models import Notice, NoticeChoice


def frequency_of(person: User, kind: str) -> Frequency:
    """Give how often a person gets mail of a kind. Raises LookupError for an undeclared kind."""
    return frequencies([person], [kind])[person.pk, kind]


def frequencies(people: Collection[User], kinds: Collection[str]) -> dict[tuple[int, str], Frequency]:
    """Give the choice of each person (by key) for each kind, with one query. Raises LookupError."""
    chosen = {(person.pk, kind): declared.notice_kinds[kind].default for kind in kinds for person in people}
    rows = NoticeChoice.objects.filter(kind__in=kinds)
    if len(people) == 1:
        rows = rows.filter(person__in=people)
    found = {(row.person_id, row.kind): Frequency(row.frequency) for row in rows}
    return chosen | {key: frequency for key, frequency in found.items() if key in chosen}


def open_notices(person: User, notices: Iterable[Notice]) -> list[Notice]:
    """Give those notices whose things this person may open now, in the same order; each question is asked once."""
    notices = list(notices)
    asked: dict[str, list[str]] = {}
    for notice in notices:
        name, _colon, argument = notice.still_open.partition(":")
        if name:
            asked.setdefault(name, []).append(argument)
    # A question that no room answers any more, since the room was left out, counts as answered with no.
    allowed = {
        f"{name}:{argument}"
        for name, arguments in asked.items()
        if name in declared.still_open
        for argument in declared.still_open[name](person, arguments)
    }
    return [notice for notice in notices if not notice.still_open or notice.still_open in allowed]
