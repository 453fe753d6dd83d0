"""Which lines of the journal a harvester gets, page by page.

A harvest sees the journal as it was when it began: `snapshot` is its newest line then. Each record stands in that
journal once, so a record that changes meanwhile is neither lost nor given twice. Pages are found by the key of the
last line, so the last page costs what the first did.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from bluestem.catalogue.api import registry
from bluestem.interfaces.harvest.arguments import Window, check_set
from bluestem.interfaces.harvest.errors import HarvestError
from bluestem.interfaces.models import JournalCountry, JournalEntry
from bluestem.vocabularies.api import COUNTRIES

PAGE = {"ListRecords": 100, "ListIdentifiers": 500}
TOKEN_HOLDS = 24 * 3600  # seconds
SALT = "bluestem.interfaces.oai"
TYPE_SET, COUNTRY_SET = "type.", "country."


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is left of a harvest. A resumption token is this, signed.

    after: key of the last line given. last: key of the last line to give. given: how many were given so far.
    """

    verb: str
    prefix: str
    set: str
    after: int
    last: int
    snapshot: int
    given: int = 0

    @classmethod
    def begin(cls, verb: str, prefix: str, window: Window, chosen: str) -> Selection:
        """Begin a harvest of the journal as it is now."""
        snapshot = _newest(JournalEntry.objects.all())
        before = JournalEntry.objects.filter(stamp__lt=window.begin) if window.begin else JournalEntry.objects.none()
        within = JournalEntry.objects.filter(stamp__lte=window.end) if window.end else None
        return cls(
            verb=verb,
            prefix=prefix,
            set=check_set(chosen) if chosen else "",
            after=_newest_by_time(before),
            last=snapshot if within is None else min(snapshot, _newest_by_time(within)),
            snapshot=snapshot,
        )

    @classmethod
    def resume(cls, token: str, verb: str) -> Selection:
        """Read a token. Raises HarvestError when it is not ours, too old, or of another verb."""
        try:
            selection = cls(**signing.loads(token, salt=SALT, max_age=TOKEN_HOLDS))
        except (signing.BadSignature, TypeError, ValueError):
            raise HarvestError("badResumptionToken", "This token is not valid, or older than a day.") from None
        if selection.verb != verb:
            raise HarvestError("badResumptionToken", f"This token goes on with {selection.verb}.")
        return selection

    def token(self) -> str:
        """Give this selection as a token for the next request."""
        return signing.dumps(asdict(self), salt=SALT)

    def page(self) -> tuple[list[JournalEntry], Selection | None]:
        """Give the next lines, and what is left after them (None: nothing). One query."""
        size = PAGE[self.verb]
        found = self._entries(size + 1)
        if len(found) <= size:
            return found, None
        return found[:size], replace(self, after=found[size - 1].pk, given=self.given + size)

    def _entries(self, limit: int) -> list[JournalEntry]:
        if self.set.startswith(COUNTRY_SET):
            code = self.set.removeprefix(COUNTRY_SET)
            placed = JournalCountry.objects.filter(country=code, entry_id__gt=self.after, entry_id__lte=self.last)
            rows = placed.filter(_as_of(self.snapshot, "entry__")).select_related("entry").order_by("entry_id")
            return [row.entry for row in rows[:limit]]
        lines = JournalEntry.objects.filter(_as_of(self.snapshot), pk__gt=self.after, pk__lte=self.last)
        if self.set:
            kind = self.set.removeprefix(TYPE_SET)
            lines = lines.filter(kind=kind) if self.set.startswith(TYPE_SET) else lines.none()
        return list(lines.order_by("pk")[:limit])


def sets_of(entry: JournalEntry) -> list[str]:
    """Give the names of the sets that a line belongs to."""
    return [f"{TYPE_SET}{entry.kind}", *(f"{COUNTRY_SET}{code}" for code in entry.countries)]


def all_sets() -> list[tuple[str, str]]:
    """Give name and title of every set."""
    types = [(f"{TYPE_SET}{record_type.name}", str(record_type.label_plural)) for record_type in registry]
    return types + [(f"{COUNTRY_SET}{code}", country.name) for code, country in COUNTRIES.items()]


def current_entry(kind: str, uuid: Any) -> JournalEntry | None:
    """Give the newest line about a record, or None when it never was public."""
    return JournalEntry.objects.filter(uuid=uuid, kind=kind, superseded_by__isnull=True).first()


def earliest_stamp() -> datetime | None:
    """Give the time of the first line, or None when the journal is empty."""
    return JournalEntry.objects.order_by("pk").values_list("stamp", flat=True).first()


def _as_of(snapshot: int, path: str = "") -> Q:
    """The lines that were the newest about their record when the journal ended with `snapshot`."""
    return Q(**{f"{path}superseded_by__isnull": True}) | Q(**{f"{path}superseded_by__gt": snapshot})


def _newest(lines: QuerySet[JournalEntry]) -> int:
    return lines.order_by("-pk").values_list("pk", flat=True).first() or 0


def _newest_by_time(lines: QuerySet[JournalEntry]) -> int:
    return lines.order_by("-stamp", "-pk").values_list("pk", flat=True).first() or 0
