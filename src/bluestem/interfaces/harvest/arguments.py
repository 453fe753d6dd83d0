"""What a harvester asks for, read strictly: every argument known, given once, and of the form the protocol wants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from bluestem.interfaces.harvest.errors import HarvestError

# Verb to its arguments: those it needs, and those it may have (section 4 of the protocol).
VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
LISTS = frozenset({"ListIdentifiers", "ListRecords"})
LONGEST = 2_000

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")


def read_arguments(given: QueryDict) -> tuple[str, dict[str, str]]:
    """Give the verb and its arguments. Raises HarvestError with badVerb or badArgument."""
    verbs = given.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        known = ", ".join(VERBS)
        raise HarvestError("badVerb", f"Give one verb, one of these: {known}.")
    arguments = {}
    for name, values in given.lists():
        if len(values) != 1:
            raise HarvestError("badArgument", "An argument is given more than once.")
        if name != "verb":
            arguments[name] = str(values[0])
    _check_names(verbs[0], arguments)
    return verbs[0], arguments


def _check_names(verb: str, arguments: Mapping[str, str]) -> None:
    needed, possible = VERBS[verb]
    if any(len(value) > LONGEST for value in arguments.values()):
        raise HarvestError("badArgument", "An argument is too long.")
    if verb in LISTS and "resumptionToken" in arguments:
        needed, possible = frozenset({"resumptionToken"}), frozenset()
    if set(arguments) - needed - possible:
        raise HarvestError("badArgument", f"{verb} has no such argument, or not beside the others.")
    if missing := needed - set(arguments):
        raise HarvestError("badArgument", f"{verb} needs {', '.join(sorted(missing))}.")


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of time, both ends included; None is open."""

    begin: datetime | None
    end: datetime | None

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Window:
        """Read `from` and `until`. Raises HarvestError when they are no dates, differ in form or are in disorder."""
        begin, until = arguments.get("from"), arguments.get("until")
        if begin and until and len(begin) != len(until):
            raise HarvestError("badArgument", "from and until are to have the same form.")
        window = cls(begin=_moment(begin) if begin is not None else None, end=_end(until))
        if window.begin and window.end and window.begin > window.end:
            raise HarvestError("badArgument", "from lies after until.")
        return window


def _end(until: str | None) -> datetime | None:
    if until is None:
        return None
    moment = _moment(until)
    return moment + timedelta(days=1, seconds=-1) if _DAY.fullmatch(until) else moment


def _moment(text: str) -> datetime:
    if _DAY.fullmatch(text) or _SECOND.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        except ValueError:
            pass
        else:
            if moment.year < 9999:  # its last day has an end
                return moment
    raise HarvestError("badArgument", "Dates have the form 2026-01-31 or 2026-01-31T12:00:00Z.")


def check_set(text: str) -> str:
    """Give the name of a set as it was typed. Raises HarvestError when no set can be called so."""
    if not _SET.fullmatch(text):
        raise HarvestError("badArgument", "No set can have such a name.")
    return text
