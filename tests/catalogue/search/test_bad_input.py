"""Whatever someone types or puts into an address, searching answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.catalogue.search.highlight import Marker
from bluestem.catalogue.search.port import SearchQuery
from bluestem.catalogue.search.tantivy_engine import TantivyEngine
from bluestem.catalogue.search.text import MOST_CHARACTERS, MOST_WORDS, chunks, clean
from bluestem.kit.generation import Generation
from tests.catalogue.search.conftest import SHAPE, document

TEXT = "Éducation for teachers: e-learning & <robots>"
anything = st.text(st.characters(codec=None)) | st.text(alphabet="\"'ab*?~^()[]{}:+-!|&\\/ \ud800\x00%", max_size=80)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    folder = tmp_path_factory.mktemp("filled")
    engine = TantivyEngine(folder / "search", SHAPE, Generation(folder / "generation"))
    engine.rebuild([document(1, TEXT, facets={"country": ["be"]}), document(2, "l'école", "fr")])
    return engine


@given(anything, st.sampled_from(["", "en", "fr", "xx", "en-GB-oxendict", "*"]))
def test_any_text_is_answered(filled, text, language):
    query = SearchQuery(text=text, language=language, facets=("country",))

    result = filled.search(query)

    assert result.total == len(filled.identify(query)) <= 2
    assert Marker(result.terms).mark(TEXT).striptags() == TEXT


@given(st.dictionaries(anything, st.lists(anything, max_size=3).map(tuple), max_size=3), st.lists(anything, max_size=2))
def test_any_filters_and_facets_are_answered(filled, filters, facets):
    known = set(SHAPE.facets) | {"kind"}

    result = filled.search(SearchQuery(filters=filters, facets=tuple(facets)))

    assert result.total in ((0,) if any(values for name, values in filters.items() if name not in known) else (0, 1, 2))
    assert set(result.facets) == set(facets)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "word " * 3_000,
        '"' * 5_000,
        "e-" * 5_000,
        "a'" * 5_000,
        "\u0301" * 5_000,
        "ﷺ" * 5_000,
        '"a" ' * 900,
    ],
)
def test_long_texts_are_cut(filled, text):
    line = clean(text)

    assert len(line) <= MOST_CHARACTERS
    assert len(chunks(line)) <= MOST_WORDS
    assert filled.search(SearchQuery(text=text)).total == 0


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  two \t\n words ", "two words"),
        ("a\x00b\x1fc\x7fd\u2028e", "a b c d e"),
        ("zero\u200bwidth soft\u00adhyphen \ufeffmark", "zerowidth softhyphen mark"),
        ("half \ud83d character", "half character"),
        ("ﬁne Ａ①", "fine A1"),
        ("„quoted“ «so»", '"quoted" "so"'),
    ],
)
def test_queries_become_one_clean_line(typed, line):
    assert clean(typed) == line


@pytest.mark.parametrize(
    "text", ["robots*", "(robots", "robots~2 ", "-robots", "/robots/", "+robots +teachers", "robots^9"]
)
def test_operators_are_signs_like_any_other(filled, text):
    words = text.translate(str.maketrans(dict.fromkeys("*(~-/+^", " ")))

    assert filled.search(SearchQuery(text=text)).total == filled.search(SearchQuery(text=words)).total
