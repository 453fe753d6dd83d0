"""Marked words and excerpts."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bluestem.catalogue.search.highlight import Marker
from bluestem.catalogue.search.port import SearchQuery, Term
from tests.catalogue.search.conftest import document

TEACHER = Marker([Term("teacher", stems=(("en", "teacher"),))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teachers and a teacher.", "<mark>Teachers</mark> and a <mark>teacher</mark>."),
        ("teacher’s non-teacher", "<mark>teacher</mark>’s non-<mark>teacher</mark>"),
        ("no such word", "no such word"),
        ('<b>teacher</b> & "co"', "&lt;b&gt;<mark>teacher</mark>&lt;/b&gt; &amp; &#34;co&#34;"),
        ("", ""),
    ],
)
def test_words_are_marked_and_everything_is_escaped(text, expected):
    marked = TEACHER.mark(text)

    assert isinstance(marked, Markup)
    assert marked == expected


def test_accents_beginnings_and_stems_are_marked():
    marker = Marker([Term("universite", stems=(("fr", "univers"),)), Term("photo", prefix=True)])

    assert marker.mark("L'UNIVERSITÉ, les universités: photosynthesis") == (
        "L&#39;<mark>UNIVERSITÉ</mark>, les <mark>universités</mark>: <mark>photosynthesis</mark>"
    )
    assert marker.mark("universit\u0065\u0301s") == "<mark>universit\u0065\u0301s</mark>"


def test_an_empty_marker_only_escapes():
    assert Marker(()).mark("a < b") == "a &lt; b"
    assert Marker(()).excerpt("a < b") == "a &lt; b"


def test_a_short_text_is_shown_whole():
    assert TEACHER.excerpt("One teacher.", 40) == "One <mark>teacher</mark>."


def test_an_excerpt_shows_where_the_words_are():
    text = "filler " * 60 + "the teacher is here " + "filler " * 60

    excerpt = TEACHER.excerpt(text, 80)

    assert excerpt.startswith("… filler")
    assert excerpt.endswith("filler…")
    assert "the <mark>teacher</mark> is here" in excerpt
    assert len(excerpt.striptags()) <= 84


def test_an_excerpt_prefers_the_place_with_more_different_words():
    marker = Marker([Term("red"), Term("green")])
    text = "red red red " + "filler " * 40 + "red and green " + "filler " * 40

    assert "<mark>red</mark> and <mark>green</mark>" in marker.excerpt(text, 60)


def test_without_a_word_an_excerpt_is_the_beginning():
    assert TEACHER.excerpt("one two three four five", 12) == "one two…"


@given(st.text(max_size=300), st.integers(1, 120))
def test_an_excerpt_is_a_piece_of_the_text(text, length):
    marker = Marker([Term("a", prefix=True), Term("0")])

    shown = marker.excerpt(text, length).replace("<mark>", "").replace("</mark>", "")
    piece = html.unescape(shown)
    inner = piece if len(text) <= length else piece.removeprefix("… ").removesuffix("…")

    assert inner in text
    assert len(inner) <= max(length, len(text) if len(text) <= length else 0)


def test_what_was_found_is_what_is_marked(engine):
    texts = ["Teaching teachers", "L’école des enfants", "e-learning"]
    engine.rebuild([document(1, texts[0]), document(2, texts[1], "fr"), document(3, texts[2])])

    for typed, text in [("teacher", texts[0]), ("ecoles", texts[1]), ("e-learning", texts[2])]:
        result = engine.search(SearchQuery(text=typed))
        assert result.total == 1
        assert "<mark>" in Marker(result.terms).mark(text)
