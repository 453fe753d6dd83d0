"""Where a reader of a list stands, by the keys of the last records they got.

An offset alone loses and doubles records as soon as something is added or taken away before it. So a cursor names the
last records as well: the next page begins after the last of them that is still in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.core import signing

from bluestem.catalogue.api import ListState, all_hits, slice_of
from bluestem.interfaces.rest.problems import Problem

SALT = "bluestem.interfaces.cursor"
ANCHORS = 5
LONGEST = 1_000

Key = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """After `offset` records, of which the last were `anchors`. `of`: the list it belongs to."""

    of: str
    offset: int
    anchors: tuple[Key, ...]

    def text(self) -> str:
        """Give the cursor as it stands in an address, signed."""
        return signing.dumps([self.of, self.offset, self.anchors], salt=SALT)

    @classmethod
    def read(cls, text: str, state: ListState) -> Cursor:
        """Read a cursor of this list. Raises Problem when it is not ours or belongs to another list."""
        try:
            of, offset, anchors = signing.loads(text[:LONGEST], salt=SALT)
        except signing.BadSignature:
            raise Problem(400, "This cursor is not valid. Take it from the last answer.") from None
        if of != fingerprint(state):
            raise Problem(400, "This cursor belongs to a list with other filters or another order. Begin without one.")
        return cls(of=of, offset=offset, anchors=tuple((kind, pk) for kind, pk in anchors))


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A page of a list: its hits, the size of the whole, and where to go on (None: nowhere)."""

    hits: Sequence[Key]
    total: int
    following: Cursor | None
    correction: str | None = None
    corrected: bool = False


def fingerprint(state: ListState) -> str:
    """Give what tells lists apart: types, words, filters and order."""
    kinds = [record_type.name for record_type in state.types]
    return blake2b(f"{kinds} {replace(state, page=1).query_string}".encode(), digest_size=8).hexdigest()


def read_stretch(state: ListState, cursor: Cursor | None, limit: int) -> Stretch:
    """Give the next `limit` records of a list after a cursor. Raises SearchUnavailable."""
    begin = cursor.offset if cursor else 0
    # One record before is looked at too: where it is the last one given, nothing has moved.
    result = slice_of(state, offset=max(0, begin - 1), limit=limit + (1 if begin else 0))
    hits: list[Key] = list(result.hits)
    total = result.total
    if cursor and cursor.anchors:
        if hits and tuple(hits[0]) == cursor.anchors[-1]:
            hits = hits[1:]
        else:
            begin, hits, total = _look_for(state, cursor, limit)
    end = begin + len(hits)
    anchors = ((cursor.anchors if cursor else ()) + tuple((hit[0], hit[1]) for hit in hits))[-ANCHORS:]
    following = Cursor(of=fingerprint(state), offset=end, anchors=anchors) if hits and end < total else None
    return Stretch(
        hits=hits, total=total, following=following, correction=result.correction, corrected=result.corrected
    )


def _look_for(state: ListState, cursor: Cursor, limit: int) -> tuple[int, list[Key], int]:
    """Find the last record given that is still in the list, wherever it is now."""
    whole = all_hits(state)
    wanted = set(cursor.anchors)
    places = {tuple(hit): place for place, hit in enumerate(whole) if tuple(hit) in wanted}
    last = next((places[anchor] for anchor in reversed(cursor.anchors) if anchor in places), None)
    begin = min(cursor.offset, len(whole)) if last is None else last + 1
    return begin, list(whole[begin : begin + limit]), len(whole)
