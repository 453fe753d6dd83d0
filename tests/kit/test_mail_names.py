"""Names in mails: a short list, replaced once, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.mail_names import UnknownNames, check_names, fill_html, fill_line, fill_names

VALUES = {"name": "Ana {network}", "network": "STEM <b>Europe</b>"}


def test_names_are_replaced_once():
    text = "Dear {name}, {name} of {network}."

    assert fill_names(text, VALUES) == "Dear Ana {network}, Ana {network} of STEM <b>Europe</b>."


def test_what_is_put_into_html_is_text():
    assert fill_html('<p title="{name}">{network}</p>', {"name": '"><script>', "network": "A & B"}) == (
        '<p title="&quot;&gt;&lt;script&gt;">A &amp; B</p>'
    )


def test_a_subject_stays_one_line():
    assert fill_line("News of {network}", {"network": "A\r\nBcc: all@example.org\u2028x"}) == (
        "News of A Bcc: all@example.org x"
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{nam}", ["{nam}"]),
        ("{name.__class__}", ["{name.__class__}"]),
        ("{name[0]}", ["{name[0]}"]),
        ("{0}{}", ["{0}", "{}"]),
        ("{name!r:>10}", ["{name!r:>10}"]),
        ("{ name }", ["{ name }"]),
        ("{NAME} {NAME}", ["{NAME}"]),
        ("{{name}}", ["{", "}"]),
        ("{{7*7}}", ["{", "{7*7}", "}"]),
        ("{% debug %}", ["{% debug %}"]),
        ("an open { brace", ["{"]),
        ("{na{name}me}", ["{", "}"]),
    ],
)
def test_whatever_else_has_braces_is_named_as_an_error(text, named):
    with pytest.raises(UnknownNames) as error:
        fill_names(text, VALUES)

    assert error.value.names == named


def test_texts_without_names_are_fine():
    check_names("No names, 100 % {name}", {"name"})
    assert fill_names("%s $name <name>", VALUES) == "%s $name <name>"


@given(st.text())
def test_a_value_comes_out_as_it_went_in(value):
    assert fill_names("{name}|{name}", {"name": value}) == f"{value}|{value}"


@given(st.text(alphabet="{}name.", max_size=30))
def test_no_brace_of_the_text_survives(text):
    try:
        filled = fill_names(text, {"name": "x"})
    except UnknownNames as error:
        assert error.names  # noqa: PT017 - either is right
        return
    assert "{" not in filled
    assert "}" not in filled
