"""How texts become words: the same for the index, for queries and for highlighting."""

from __future__ import annotations

from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

# Languages with a Snowball stemmer in tantivy 0.27, by BCP 47 code. The others (bg cs et ga hr lt lv mt pl sk sl of the
# EU) are found by their words as written, without accents.
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_STOP_WORDS = ("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ru", "sv")
_SAME_STEMMER = {"nb": "no", "nn": "no"}
LONGEST_WORD = 60


def stemmed_language(code: str) -> str | None:
    """Give the stemmer's language for a BCP 47 code (`pt-BR` gives `pt`), None where there is none."""
    primary = code.replace("_", "-").split("-")[0].lower()
    primary = _SAME_STEMMER.get(primary, primary)
    return primary if primary in STEMMERS else None


@cache
def word_analyzer() -> TextAnalyzer:
    """Words of a text that was folded before."""
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).build()


@cache
def spelling_analyzer() -> TextAnalyzer:
    """Pairs that `spellings` made."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(4 * LONGEST_WORD)).build()


@cache
def stem_analyzer(language: str) -> TextAnalyzer:
    """Stems of a language (a key of STEMMERS), without accents."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    builder = builder.filter(Filter.lowercase()).filter(Filter.stemmer(STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()


@lru_cache(maxsize=50_000)
def stem(language: str, word: str) -> str:
    """Give the stem of one word with its accents; empty when it is none."""
    return next(iter(stem_analyzer(language).analyze(word)), "")


@lru_cache(maxsize=10_000)
def is_function_word(language: str, word: str) -> bool:
    """Whether a word such as "the" or "für" says nothing by itself in a language; False where that is not known."""
    known = stemmed_language(language)
    return known in _STOP_WORDS and not _stop_analyzer(known).analyze(word)


@cache
def _stop_analyzer(language: str) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return builder.filter(Filter.stopword(STEMMERS[language])).build()
