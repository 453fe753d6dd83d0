"""What a query becomes: tantivy queries for its words and filters, and the terms that highlighting marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tantivy import Occur, Query, Schema, Searcher

from bluestem.catalogue.search.analysis import STEMMERS, is_function_word, stem, word_analyzer
from bluestem.catalogue.search.port import Shape, Term
from bluestem.catalogue.search.schema import (
    KIND_CODE,
    NAME_WORDS,
    SPELLINGS,
    TITLE_WORDS,
    WORDS,
    facet_field,
    stems_field,
)
from bluestem.catalogue.search.text import PAIR_SIGN, SHORT, Chunk, fold

# A word in the title says more than one in the names, and that more than one in the text; the exact form says more than
# its stem, and the stem more than a beginning.
FIELD_WEIGHTS = ((TITLE_WORDS, 4.0), (NAME_WORDS, 3.0), (WORDS, 1.0))
STEM_WEIGHT = 0.8
PREFIX_WEIGHT = 0.3
PHRASE_WEIGHT = 3.0
SHORTEST_PREFIX = 3
MOST_SPELLINGS = 3


@dataclass(frozen=True)
class Part:
    """One chunk of a query, ready to match. `words` are folded; `optional` parts only raise the rank."""

    chunk: Chunk
    words: tuple[str, ...]
    query: Query
    terms: tuple[Term, ...]
    optional: bool = False


class Matcher:
    """Builds queries against one open index."""

    def __init__(self, searcher: Searcher, schema: Schema, shape: Shape) -> None:
        self._searcher = searcher
        self._schema = schema
        self._shape = shape
        self._kind_codes = {kind: code for code, kind in enumerate(shape.kinds)}

    def parts(self, chunks: Iterable[Chunk], language: str = "") -> tuple[Part, ...]:
        """Give a part for each chunk that holds words; function words are optional beside others."""
        worded = [(chunk, words) for chunk in chunks if (words := _words(chunk.text))]
        function = [not c.quoted and all(is_function_word(language, w) for w in ws) for c, ws in worded]
        last = len(worded) - 1
        return tuple(
            self._part(chunk, words, is_last=number == last, optional=optional and not all(function))
            for number, ((chunk, words), optional) in enumerate(zip(worded, function, strict=True))
        )

    def matching(self, parts: Iterable[Part]) -> Query:
        """Give the query for records that have every part that is not optional."""
        clauses = [(Occur.Should if part.optional else Occur.Must, part.query) for part in parts]
        return Query.boolean_query(clauses) if clauses else Query.all_query()

    def narrowed(self, query: Query, kinds: Iterable[str], filters: Mapping[str, tuple[str, ...]]) -> Query:
        """Narrow a query to kinds (none for all) and facet values, without changing the rank."""
        clauses = [(Occur.Must, query)]
        if kinds := tuple(kinds):
            codes = [self._kind_codes[kind] for kind in kinds if kind in self._kind_codes]
            if len(codes) < len(self._kind_codes):
                clauses.append((Occur.Must, self._unranked(KIND_CODE, codes)))
        for name, values in filters.items():
            if values and not self.has_facet(name):
                return Query.empty_query()
            if values:
                clauses.append((Occur.Must, self._unranked(facet_field(name), list(values))))
        return Query.boolean_query(clauses) if len(clauses) > 1 else query

    def has_facet(self, name: str) -> bool:
        return name == "kind" or name in self._shape.facets

    def spellings(self, word: str) -> list[tuple[str, int]]:
        """Give the accented spellings of a folded word with how many records have each, most frequent first."""
        found = self._searcher.terms_with_prefix(SPELLINGS, word + PAIR_SIGN)
        pairs = [(pair.split(PAIR_SIGN, 1)[1], count) for pair, count in found]
        return sorted(pairs, key=lambda pair: -pair[1])[:MOST_SPELLINGS]

    def phrase(self, words: tuple[str, ...]) -> Query:
        """Give the query for folded words side by side, or for one word exactly as it is."""
        if len(words) == 1:
            return Query.boolean_query([self._term(field, words[0], weight) for field, weight in FIELD_WEIGHTS])
        return Query.phrase_query(self._schema, WORDS, list(words))

    def _unranked(self, field: str, values: list) -> Query:
        return Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)

    def _part(self, chunk: Chunk, words: tuple[str, ...], *, is_last: bool, optional: bool) -> Part:
        if chunk.quoted:
            return Part(chunk, words, self.phrase(words), tuple(Term(word) for word in words))
        singles = [
            self._word(word, written, prefix=is_last and number == len(words) - 1)
            for number, (word, written) in enumerate(zip(words, _written(chunk.text, words), strict=True))
        ]
        terms = () if optional else tuple(term for _, term in singles)
        if len(singles) == 1:
            return Part(chunk, words, singles[0][0], terms, optional)
        return Part(chunk, words, self._joined([query for query, _ in singles], words), terms, optional)

    def _word(self, word: str, written: str, *, prefix: bool) -> tuple[Query, Term]:
        prefix = prefix and len(word) >= SHORTEST_PREFIX
        clauses = [self._term(field, word, weight) for field, weight in FIELD_WEIGHTS if self._has(field, word)]
        stems = self._stems(word, written)
        clauses += [self._term(stems_field(language), found, STEM_WEIGHT) for language, found in stems]
        if prefix:
            # A word holds letters and digits only, so nothing in it has a meaning as a pattern.
            begins = Query.regex_query(self._schema, WORDS, f"{word}.*")
            clauses.append((Occur.Should, Query.boost_query(begins, PREFIX_WEIGHT)))
        return Query.boolean_query(clauses), Term(word, prefix, stems)

    def _stems(self, word: str, written: str) -> tuple[tuple[str, str], ...]:
        """Give the stems that records have of a word, in each language; also by its accented spellings."""
        forms = [written, *(spelling for spelling, _ in self.spellings(word) if written == word)]
        found = {(language, stem(language, form)) for form in forms for language in STEMMERS}
        return tuple(sorted(pair for pair in found if pair[1] and self._has(stems_field(pair[0]), pair[1])))

    def _joined(self, queries: list[Query], words: tuple[str, ...]) -> Query:
        """`e-learning`: the words side by side, or written as one; longer words may also stand apart."""
        side_by_side = Query.boost_query(self.phrase(words), PHRASE_WEIGHT)
        clauses = [(Occur.Should, side_by_side), self._term(WORDS, "".join(words), PHRASE_WEIGHT)]
        if min(map(len, words)) > SHORT:
            clauses.append((Occur.Should, Query.boolean_query([(Occur.Must, query) for query in queries])))
        return Query.boolean_query(clauses)

    def _term(self, field: str, word: str, weight: float) -> tuple[Occur, Query]:
        query = Query.term_query(self._schema, field, word, "freq")
        return Occur.Should, Query.boost_query(query, weight)

    def _has(self, field: str, word: str) -> bool:
        return self._searcher.doc_freq(field, word) > 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(word_analyzer().analyze(fold(text)))


def _written(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words with their accents, where each stands for one folded word."""
    written = tuple(word_analyzer().analyze(text.lower()))
    return written if len(written) == len(words) else words
