"""What a query becomes: tantivy queries for its words and filters, and the terms that highlighting marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
CHEAP_PREFIX = 5
MOST_SPELLINGS = 3


@dataclass(frozen=True)
class Part:
    """One chunk of a query, ready to match.

    words: folded. ranked and sieve match the same records; `sieve` leaves out what only weighs, and is quicker.
    optional: it raises the rank of records that match, and is not required.
    """

    chunk: Chunk
    words: tuple[str, ...]
    ranked: Query
    sieve: Query
    terms: tuple[Term, ...]
    optional: bool = False


class WordQueries:
    """Queries for single words and phrases of one open index."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self._searcher = searcher
        self._schema = schema

    def spellings(self, word: str) -> list[tuple[str, int]]:
        """Give the accented spellings of a folded word with how many records have each, most frequent first."""
        found = self._searcher.terms_with_prefix(SPELLINGS, word + PAIR_SIGN)
        pairs = [(pair.split(PAIR_SIGN, 1)[1], count) for pair, count in found]
        return sorted(pairs, key=lambda pair: -pair[1])[:MOST_SPELLINGS]

    def phrase(self, words: tuple[str, ...]) -> Query:
        """Give the query for folded words side by side, or for one word exactly as it is."""
        if len(words) == 1:
            return self._term(WORDS, words[0])
        return Query.phrase_query(self._schema, WORDS, list(words))

    def _unranked(self, field: str, values: list[Any]) -> Query:
        queries = [Query.term_query(self._schema, field, value, "basic") for value in values]
        return Query.const_score_query(_any_of(queries), 0.0)

    def _begins_others(self, word: str) -> bool:
        """Whether longer words begin so. Looking that up is dear for short beginnings, and nearly always true."""
        if len(word) < CHEAP_PREFIX:
            return len(word) >= SHORTEST_PREFIX
        return any(found != word for found, _ in self._searcher.terms_with_prefix(WORDS, word, limit=2))

    def _beginning(self, word: str) -> Query:
        # Without any slip allowed, tantivy's fuzzy query is its quickest way to say "begins with".
        return Query.fuzzy_term_query(self._schema, WORDS, word, distance=0, prefix=True)

    def _term(self, field: str, word: str) -> Query:
        return Query.term_query(self._schema, field, word, "freq")

    def _has(self, field: str, word: str) -> bool:
        return self._searcher.doc_freq(field, word) > 0


class Matcher(WordQueries):
    """Builds queries against one open index."""

    def __init__(self, searcher: Searcher, schema: Schema, shape: Shape) -> None:
        super().__init__(searcher, schema)
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

    def ranked(self, parts: Iterable[Part]) -> Query:
        """Give the query for records that have every part that is not optional, the best first."""
        return _all_of([(Occur.Should if part.optional else Occur.Must, part.ranked) for part in parts])

    def sieve(self, parts: Iterable[Part]) -> Query:
        """Give the query for the same records in no order."""
        return _all_of([(Occur.Must, part.sieve) for part in parts if not part.optional])

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

    def _part(self, chunk: Chunk, words: tuple[str, ...], *, is_last: bool, optional: bool) -> Part:
        if chunk.quoted:
            phrase = self.phrase(words)
            return Part(chunk, words, self._ranked_phrase(words, phrase), phrase, tuple(Term(word) for word in words))
        terms = tuple(
            self._expanded(word, written, prefix=is_last and number == len(words) - 1)
            for number, (word, written) in enumerate(zip(words, _written(chunk.text, words), strict=True))
        )
        ranked = [self._ranked_word(term) for term in terms]
        sieves = [self._sieve_of(term) for term in terms]
        if len(words) > 1:
            ranked, sieves = [self._joined(words, ranked)], [self._joined(words, sieves)]
        return Part(chunk, words, ranked[0], sieves[0], () if optional else terms, optional)

    def _expanded(self, word: str, written: str, *, prefix: bool) -> Term:
        """Give a word with the stems that records have of it in each language, also by its accented spellings."""
        forms = [written, *(spelling for spelling, _ in self.spellings(word) if written == word)]
        found = {(language, stem(language, form)) for form in forms for language in STEMMERS}
        stems = tuple(sorted(pair for pair in found if pair[1] and self._has(stems_field(pair[0]), pair[1])))
        return Term(word, prefix and self._begins_others(word), stems)

    def _ranked_word(self, term: Term) -> Query:
        clauses = [(field, term.word, weight) for field, weight in FIELD_WEIGHTS if self._has(field, term.word)]
        clauses += [(stems_field(language), found, STEM_WEIGHT) for language, found in term.stems]
        queries = [Query.boost_query(self._term(field, word), weight) for field, word, weight in clauses]
        if term.prefix:
            queries.append(Query.boost_query(self._beginning(term.word), PREFIX_WEIGHT))
        return _any_of(queries)

    def _sieve_of(self, term: Term) -> Query:
        stems = [self._term(stems_field(language), found) for language, found in term.stems]
        return _any_of([self._beginning(term.word) if term.prefix else self._term(WORDS, term.word), *stems])

    def _joined(self, words: tuple[str, ...], queries: list[Query]) -> Query:
        """`e-learning`: the words side by side, or written as one; longer words may also stand apart."""
        close = [self.phrase(words), self._term(WORDS, "".join(words))]
        apart = [_all_of([(Occur.Must, query) for query in queries])] if min(map(len, words)) > SHORT else []
        return _any_of([*(Query.boost_query(query, PHRASE_WEIGHT) for query in close), *apart])

    def _ranked_phrase(self, words: tuple[str, ...], phrase: Query) -> Query:
        if len(words) > 1:
            return phrase
        return _any_of([Query.boost_query(self._term(field, words[0]), weight) for field, weight in FIELD_WEIGHTS])


def _words(text: str) -> tuple[str, ...]:
    return tuple(word_analyzer().analyze(fold(text)))


def _written(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words with their accents, where each stands for one folded word."""
    written = tuple(word_analyzer().analyze(text.lower()))
    return written if len(written) == len(words) else words


def _all_of(clauses: list[tuple[Occur, Query]]) -> Query:
    if not clauses:
        return Query.all_query()
    return Query.boolean_query(clauses) if len(clauses) > 1 else clauses[0][1]


def _any_of(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if len(queries) != 1 else queries[0]
