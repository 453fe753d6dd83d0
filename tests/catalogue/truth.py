"""What lists must show, counted from the tables without the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bluestem.catalogue.api import registry

Codes = Callable[[Any], Sequence[str]]


def confirmed(record) -> list[str]:
    """Whether somebody confirmed the record in the 365 days before today."""
    oldest = datetime.now(UTC).date() - timedelta(days=365)
    return ["yes" if record.confirmed_on and record.confirmed_on >= oldest else "no"]


CODES: dict[str, dict[str, Codes]] = {
    "programme": {
        "country": lambda p: [p.country, *p.also_active_in],
        "topic": lambda p: p.topics,
        "level": lambda p: p.levels,
        "evidence": lambda p: [str(p.computed_evidence().level)],
        "status": lambda p: [p.status],
        "organisation": lambda p: [p.organisation.kind],
        "year": lambda p: [str(p.year_start)],
        "language": lambda p: [p.language, *(text.language for text in p.translations.all())],
        "confirmed": confirmed,
    },
    "publication": {
        "country": lambda p: p.countries,
        "topic": lambda p: p.topics,
        "level": lambda p: p.levels,
        "type": lambda p: [p.kind],
        "year": lambda p: [str(p.year)],
        "language": lambda p: [p.language],
        "confirmed": confirmed,
    },
    "organisation": {
        "country": lambda o: [o.country],
        "organisation": lambda o: [o.kind],
        "topic": lambda o: o.topics,
        "language": lambda o: o.languages,
        "confirmed": confirmed,
    },
}
Filters = Mapping[str, Sequence[str]]


class Truth:
    """The public records of one type with their codes, read once."""

    def __init__(self, kind: str) -> None:
        self.records = list(registry[kind].whole(registry[kind].public()))
        self.codes = {
            record.pk: {name: set(codes(record)) for name, codes in CODES[kind].items()} for record in self.records
        }

    def matching(self, filters: Filters) -> set[int]:
        """Keys of the records with any of the values of each facet that is filtered by."""
        return {
            pk for pk, codes in self.codes.items() if all(codes[name] & set(values) for name, values in filters.items())
        }

    def counts(self, facet: str, filters: Filters) -> dict[str, int]:
        """How many records carry each value, as if this facet itself were not filtered by."""
        others = {name: values for name, values in filters.items() if name != facet}
        return dict(Counter(code for pk in self.matching(others) for code in self.codes[pk][facet]))

    def values(self, facet: str) -> list[str]:
        return sorted({code for codes in self.codes.values() for code in codes[facet]})
