"""What differs, and whose word counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.importing.planning import Change, differences, digest, digests_of

VALUES = st.none() | st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=3), max_size=3)


@pytest.mark.parametrize(
    ("imported", "overwrites", "kept"),
    [
        ({}, False, False),
        ({"city": "Gent"}, False, True),
        ({"city": "Ghent"}, False, False),
        ({"city": "Gent"}, True, False),
    ],
)
def test_a_correction_is_what_differs_from_the_last_import(imported, overwrites, kept):
    last = digests_of(imported)

    found = differences({"city": "Ghent", "name": "A"}, {"city": "Gand", "name": "A"}, last, overwrites=overwrites)

    assert found == [Change("city", "Ghent", "Gand", kept=kept)]


def test_columns_that_lead_elsewhere_are_not_compared():
    assert differences({}, {"uuid": "1"}, {}, overwrites=False) == []


@given(VALUES, VALUES)
def test_equal_values_have_equal_signs_and_others_do_not(one, other):
    assert (digest(one) == digest(other)) == (one == other)
