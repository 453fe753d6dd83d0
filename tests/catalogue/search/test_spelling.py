"""Distances between words."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.catalogue.search.spelling import distance, slips

words = st.text(alphabet="abcd", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("abc", "abxc", 1),
        ("abc", "axc", 1),
        ("kitten", "sitting", 3),
    ],
)
def test_known_distances(one, other, expected):
    assert distance(one, other, 5) == expected


@given(words, words)
def test_distance_is_the_same_both_ways(one, other):
    assert distance(one, other, 9) == distance(other, one, 9)


@given(words, words, st.integers(0, 3))
def test_a_limit_only_hides_what_is_above_it(one, other, limit):
    exact = distance(one, other, 99)
    assert min(distance(one, other, limit), limit + 1) == min(exact, limit + 1)


@given(words)
def test_slips_are_exactly_the_words_one_slip_away(word):
    near = slips(word, "abcd")

    assert word not in near
    assert all(distance(word, other, 2) == 1 for other in near)
    assert {word + letter for letter in "abcd"} <= near


def test_slips_use_the_given_letters():
    assert len(slips("ab", string.ascii_lowercase)) == 2 + 1 + 2 * 25 + 3 * 26 - 2
