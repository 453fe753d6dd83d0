"""What the catalogue asks of a search engine, in plain Python: any engine that fits these shapes will do.

The tests of `tests/catalogue/search` are written against this module alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, overload

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document, RecordType

KIND = "kind"
TITLE = "title"

Progress = Callable[[int, int], None]


class SearchUnavailable(Exception):
    """There is no usable index: missing, damaged, or made for other record types. The next sweep makes a new one."""


class IndexBusy(SearchUnavailable):
    """Another process is writing to the index; what was to be written stays in the outbox."""


class Hit(NamedTuple):
    """One record found: its type's name and its primary key."""

    kind: str
    pk: int


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order of hits. `field` is `title` or a key of `Document.numbers`. Records without the number come last."""

    field: str
    descending: bool = True


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """What someone looks for.

    kinds: names of record types; empty for all.
    text: as typed; anything is allowed. Words are all required, quotes make phrases, the last word may be unfinished.
    language: the reader's; its function words ("the", "für") are then wished for instead of required.
    filters: facet name to codes; values of one facet widen, facets narrow. Unknown names and codes match nothing.
    sort: None orders by relevance, or by title where there are no words.
    facets: names to count; `kind` counts record types.
    """

    kinds: tuple[str, ...] = ()
    text: str = ""
    language: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Order | None = None
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.offset < 0 or self.limit < 0:
            raise ValueError(f"offset ({self.offset}) and limit ({self.limit}) cannot be negative")


@dataclass(frozen=True)
class Term:
    """One word that was searched for, as the words of a text are compared with it.

    word: lower-case, without accents. prefix: whether words that begin with it match too.
    stems: pairs of language code and stem; a word with the same stem in that language matches.
    """

    word: str
    prefix: bool = False
    stems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """One page of hits.

    total: exact size of the hit set. facets: name to code to count over the whole hit set, most frequent first; a facet
    that is filtered by counts its other values as if it were not.
    correction: what was probably meant, as one line; `corrected`: nothing matched as typed, so `hits`, `total` and
    `terms` are those of the correction.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    correction: str | None = None
    corrected: bool = False


class HitList(Sequence[Hit]):
    """A whole hit set in order, kept in nine bytes a hit."""

    def __init__(self, kinds: Sequence[str], codes: array[int], pks: array[int]) -> None:
        self._kinds = kinds
        self._codes = codes
        self._pks = pks

    def __len__(self) -> int:
        return len(self._pks)

    def __iter__(self) -> Iterator[Hit]:
        kinds = self._kinds
        return (Hit(kinds[code], pk) for code, pk in zip(self._codes, self._pks, strict=True))

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | list[Hit]:
        if isinstance(index, slice):
            return list(HitList(self._kinds, self._codes[index], self._pks[index]))
        return Hit(self._kinds[self._codes[index]], self._pks[index])


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What to bring the index up to: documents as they are now, and records that are no longer public."""

    documents: Iterable[Document] = ()
    removed: Iterable[Hit] = ()


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What an index must have room for, in sorted order. It decides whether a stored index still fits."""

    kinds: tuple[str, ...]
    facets: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, record_types: Iterable[RecordType]) -> Shape:
        """Derive the shape from declarations. Raises ValueError for a facet that takes the name `kind`."""
        types = list(record_types)
        facets = {facet.name for record_type in types for facet in record_type.facets}
        if KIND in facets:
            raise ValueError("A facet cannot be named `kind`; that one is built in.")
        numbers = {sort.field for record_type in types for sort in record_type.sorts} - {TITLE}
        return cls(
            kinds=tuple(sorted(record_type.name for record_type in types)),
            facets=tuple(sorted(facets)),
            numbers=tuple(sorted(numbers)),
        )


class Build(Protocol):
    """A new index in the making; readers keep the old one until `publish`."""

    def add(self, documents: Iterable[Document]) -> int:
        """Add documents that the new index does not hold yet; give how many could be."""

    def write(self, changes: Changes) -> None:
        """Bring what was added before up to date."""

    def publish(self) -> None:
        """Make the new index the one that is searched, whole and at once."""


class Engine(Protocol):
    """A search engine. Any of its methods raises SearchUnavailable when the index cannot serve or be written."""

    def search(self, query: SearchQuery) -> SearchResult:
        """Give one page of hits with counts. Raises ValueError for an order that no record type declares."""

    def identify(self, query: SearchQuery) -> HitList:
        """Give every hit in order, whatever the query's offset and limit."""

    def write(self, changes: Changes) -> None:
        """Bring the index up to date; when it returns, the changes are on disk and this process finds them."""

    def rebuilding(self, *, size: int = 0) -> AbstractContextManager[Build]:
        """Begin a new index of about `size` records beside the current one; leaving without `publish` discards it."""

    def rebuild(self, documents: Iterable[Document], *, total: int = 0, progress: Progress | None = None) -> None:
        """Make the whole index anew from documents. `progress` is told the count so far and the total."""

    def needs_rebuild(self) -> str:
        """Say why the index should be made anew, in a sentence; empty when it need not."""

    def close(self) -> None:
        """Wait for work in the background, such as before the folder is copied or removed."""
