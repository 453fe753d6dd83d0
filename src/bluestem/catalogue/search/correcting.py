"""What was probably meant when nothing, or next to nothing, was found."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Query

from bluestem.catalogue.search.matching import Part
from bluestem.catalogue.search.schema import WORDS
from bluestem.catalogue.search.searching import Question
from bluestem.catalogue.search.spelling import SHORTEST_WORD
from bluestem.catalogue.search.text import SHORT, Chunk, fold

# A spelling this much more frequent is worth proposing when this few records have what was typed.
FEW = 3
MUCH_MORE = 50
# Words looked at; longer queries are pasted texts.
MOST_WORDS = 8


def corrected(question: Question) -> Question | None:
    """Give the question with each word that no record has replaced by the nearest that some have.

    None when no such words lead to a record of the kinds asked for, whatever its facets.
    """
    chunks = tuple(_corrected(question, part) for part in question.parts)
    if chunks == tuple(part.chunk for part in question.parts):
        return None
    better = question.reworded(chunks)
    return better if better.count() else None


def proposal(question: Question) -> str | None:
    """Give the query as one line with a far more frequent near spelling, None when there is none."""
    chunks = tuple(_more_frequent(question, part) for part in question.parts)
    return None if chunks == tuple(part.chunk for part in question.parts) else as_line(chunks)


def as_line(chunks: Sequence[Chunk]) -> str:
    """Give chunks as someone would type them."""
    return " ".join(f'"{chunk.text}"' if chunk.quoted else chunk.text for chunk in chunks)


def _corrected(question: Question, part: Part) -> Chunk:
    if part.optional or len(part.words) > MOST_WORDS or question.count(part.sieve):
        return part.chunk
    better = {word: near for word in part.words if (near := _in_two(question, word) or _nearest(question, word))}
    return _with_words(question, part, better)


def _in_two(question: Question, word: str) -> str:
    """`elearning` is `e-learning` where records have the two words side by side; empty where none have."""
    if len(word) < SHORTEST_WORD:
        return ""
    for place in range(1, len(word)):
        one, other = word[:place], word[place:]
        if _records(question, one) and question.count(question.snapshot.matcher.phrase((one, other))):
            return f"{one}-{other}" if len(one) <= SHORT else f"{one} {other}"
    return ""


def _nearest(question: Question, word: str) -> str:
    """Give the nearest word that records of the asked kinds have; empty when the word itself is one."""
    if _records(question, word):
        return ""
    return next((near for near in question.snapshot.speller.near(word) if _records(question, near)), "")


def _more_frequent(question: Question, part: Part) -> Chunk:
    if part.optional or len(part.words) != 1:
        return part.chunk
    word = part.words[0]
    near = next(iter(question.snapshot.speller.near(word)), "")
    if near and _records(question, near) >= MUCH_MORE * max(1, question.count(part.sieve)):
        return _with_words(question, part, {word: near})
    return part.chunk


def _records(question: Question, word: str) -> int:
    return question.count(Query.term_query(question.snapshot.index.schema, WORDS, word, "basic"))


def _with_words(question: Question, part: Part, better: dict[str, str]) -> Chunk:
    if not better:
        return part.chunk
    if len(part.words) == 1:
        return Chunk(_spelled(question, better[part.words[0]]), quoted=part.chunk.quoted)
    text = fold(part.chunk.text)
    for word, near in better.items():
        text = text.replace(word, _spelled(question, near))
    return Chunk(text, quoted=part.chunk.quoted)


def _spelled(question: Question, word: str) -> str:
    """Give a folded word as most records write it: `université`."""
    accented = question.snapshot.matcher.spellings(word)
    if accented and 2 * accented[0][1] > question.snapshot.speller.frequency(word):
        return accented[0][0]
    return word
