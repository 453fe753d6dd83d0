"""Small truths about text."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.text import clean_line, fold, for_xml, plain, shorten

anything = st.text(st.characters(codec=None), max_size=200) | st.text(st.characters(categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Université", "universite"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("ŒUVRE", "oeuvre"),
        ("İstanbul ı", "istanbul i"),
        ("Þórður", "thordur"),
        ("ﬁne", "fine"),
        ("Ǽ ǿ", "ae o"),
        ("STEM™", "stemtm"),
        ("Ελλάδα", "ελλαδα"),
        ("", ""),
    ],
)
def test_fold_makes_letters_equal_that_people_take_for_equal(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t b\n\nc ", "a b c"),
        ("a\x00b\x1fc\x7fd\x9fe", "a b c d e"),
        ("a\ud800b\udfffc", "a b c"),
        ("\u2003a\u00a0b", "a b"),
        ("", ""),
    ],
)
def test_clean_line_is_one_line_that_can_be_shown(text, line):
    assert clean_line(text) == line


@given(anything, st.integers(1, 50))
def test_a_clean_line_has_no_control_characters_whatever_was_typed(text, limit):
    line = clean_line(text, limit)

    assert len(line) <= limit
    assert not [character for character in line if unicodedata.category(character) in ("Cc", "Cs")]
    assert line.encode().decode() == line
    assert clean_line(line, limit) == line


@given(anything)
def test_text_for_xml_can_stand_in_xml(text):
    written = f"<a>{escape(for_xml(text))}</a>"

    assert ET.fromstring(written.encode()).tag == "a"  # noqa: S314 - made above


def test_text_for_xml_keeps_everything_else():
    assert for_xml("a\x0bb\ud800c\ufffe\td\né€💡") == "a b c \td\né€💡"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("a &amp; b &lt;c&gt; &eacute;", "a & b <c> é"),
        ("<ul>\n<li>One</li>\n<li>two</li></ul>", "One two"),
        ("", ""),
    ],
)
def test_plain_gives_the_words(html, words):
    assert plain(html) == words


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("One two three", 13, "One two three"),
        ("One two three", 12, "One two…"),
        ("One, two three", 6, "One…"),
        ("Onetwothree", 6, "Onetw…"),
        ("", 5, ""),
    ],
)
def test_shorten_cuts_at_a_word(text, limit, short):
    assert shorten(text, limit) == short


@given(st.text(max_size=80), st.integers(2, 40))
def test_what_is_shortened_fits(text, limit):
    assert len(shorten(text, limit)) <= limit
