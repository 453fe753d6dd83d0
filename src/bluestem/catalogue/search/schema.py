"""The fields of the index, and how a document fills them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import tantivy

from bluestem.catalogue.search.analysis import (
    STEMMERS,
    spelling_analyzer,
    stem_analyzer,
    stemmed_language,
    word_analyzer,
)
from bluestem.catalogue.search.port import KIND, TITLE, Changes, Hit, Shape
from bluestem.catalogue.search.text import compose, fold, spellings

if TYPE_CHECKING:
    from bluestem.catalogue.records import Document

logger = logging.getLogger(__name__)

# Raise it when the fields, the folding or the stemming change: stored indexes are then made anew.
LAYOUT = 1

KEY = "key"
PK = "pk"
KIND_CODE = "kind_code"
TITLE_WORDS = "title_words"
NAME_WORDS = "name_words"
WORDS = "words"
SPELLINGS = "spellings"
TITLE_ORDER = "title_order"
LONGEST_TITLE_ORDER = 200


def stems_field(language: str) -> str:
    return f"stems_{language}"


def facet_field(name: str) -> str:
    return f"facet_{name}"


def order_field(name: str) -> str:
    """Give the field that an order goes by: `title` or the name of a number."""
    return TITLE_ORDER if name == TITLE else f"number_{name}"


def key_of(hit: Hit) -> str:
    """Give the term by which a record is replaced and removed."""
    return f"{hit.kind}:{hit.pk}"


def fingerprint(shape: Shape) -> str:
    """Give a short text that differs whenever an index of another layout or shape would not fit."""
    said = repr((LAYOUT, tantivy.__version__, sorted(STEMMERS), shape))
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


def build_schema(shape: Shape) -> tantivy.Schema:
    """Give tantivy's schema for a shape. `words` holds title, names and texts; the others weigh or order."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(PK, fast=True)
    builder.add_unsigned_field(KIND_CODE, fast=True, indexed=True)
    builder.add_text_field(TITLE_ORDER, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (TITLE_WORDS, NAME_WORDS):
        builder.add_text_field(name, tokenizer_name="words", index_option="freq")
    builder.add_text_field(WORDS, tokenizer_name="words")
    builder.add_text_field(SPELLINGS, tokenizer_name="spelling", index_option="basic")
    for language in STEMMERS:
        builder.add_text_field(stems_field(language), tokenizer_name=f"stem_{language}", index_option="freq")
    for name in (KIND, *shape.facets):
        builder.add_text_field(facet_field(name), tokenizer_name="raw", index_option="basic", fast=True)
    for name in shape.numbers:
        builder.add_unsigned_field(order_field(name), fast=True)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Tell an open index how its fields are cut into words; tantivy does not store that."""
    index.register_tokenizer("words", word_analyzer())
    index.register_tokenizer("spelling", spelling_analyzer())
    for language in STEMMERS:
        index.register_tokenizer(f"stem_{language}", stem_analyzer(language))


class DocumentWriter:
    """Turns documents into tantivy's for one shape."""

    def __init__(self, shape: Shape) -> None:
        self._kinds = {kind: code for code, kind in enumerate(shape.kinds)}
        self._facets = {name: facet_field(name) for name in shape.facets}
        self._numbers = {name: order_field(name) for name in shape.numbers}

    def prepare(self, changes: Changes) -> list[tuple[str, tantivy.Document | None]]:
        """Give the key of each changed record with its new document, None for those that leave."""
        leaving = [(key_of(hit), None) for hit in changes.removed]
        return leaving + list(self.convert_all(changes.documents))

    def convert_all(self, documents: Iterable[Document]) -> Iterator[tuple[str, tantivy.Document | None]]:
        """Give key and tantivy's document of each. One that cannot be indexed is logged, and leaves the index."""
        for document in documents:
            key = key_of(Hit(document.kind, document.pk))
            try:
                yield key, self._convert(document)
            except (KeyError, ValueError, TypeError, OverflowError):
                logger.exception("The record %s cannot be indexed", key)
                yield key, None

    def _convert(self, document: Document) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text(KEY, key_of(Hit(document.kind, document.pk)))
        made.add_unsigned(PK, document.pk)
        made.add_unsigned(KIND_CODE, self._kinds[document.kind])
        made.add_text(facet_field(KIND), document.kind)
        self._add_words(made, document)
        self._add_stems(made, document)
        for name, codes in document.facets.items():
            for code in codes:
                made.add_text(self._facets[name], code)
        for name, number in document.numbers.items():
            made.add_unsigned(self._numbers[name], number)
        return made

    @staticmethod
    def _add_words(made: tantivy.Document, document: Document) -> None:
        title = fold(document.title)
        names = fold(document.names)
        made.add_text(TITLE_ORDER, " ".join(title.split())[:LONGEST_TITLE_ORDER])
        made.add_text(TITLE_WORDS, title)
        made.add_text(NAME_WORDS, names)
        made.add_text(WORDS, names)
        texts = [*document.texts.values()]
        if not any(f" {document.title} " in f" {text} " for text in texts):
            texts.append(document.title)
        for text in texts:
            made.add_text(WORDS, fold(text))
        for text in (document.names, *texts):
            if pairs := spellings(text):
                made.add_text(SPELLINGS, " ".join(pairs))

    @staticmethod
    def _add_stems(made: tantivy.Document, document: Document) -> None:
        title = compose(document.title)
        for code, text in document.texts.items():
            if language := stemmed_language(code):
                made.add_text(stems_field(language), title)
                made.add_text(stems_field(language), compose(text))
