"""The small PDF that stands for a publication's file."""

from __future__ import annotations

import re

import pytest

from bluestem.demo.paper import paper


def pdf(**changes: object) -> bytes:
    return paper(**{"title": "A title", "authors": "A. Author", "year": 2024, "text": "<p>Some words.</p>", **changes})


def test_every_object_stands_where_the_table_says():
    content = pdf()

    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", content).group(1))
    assert content[start:].startswith(b"xref\n0 8\n")
    offsets = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n", content)]
    assert len(offsets) == 7
    for number, offset in enumerate(offsets, start=1):
        assert content[offset:].startswith(b"%d 0 obj\n" % number)


def test_the_length_of_the_page_is_true():
    length, stream = re.search(rb"<< /Length (\d+) >>\nstream\n(.*?)\nendstream", pdf(), re.DOTALL).groups()

    assert int(length) == len(stream)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("A (bracketed) \\ word", rb"(A \(bracketed\) \\ word)"), ("Université", b"(Universit\xe9)"), ("教", b"(?)")],
)
def test_words_are_written_as_pdf_wants_them(text, shown):
    assert shown in pdf(title=text)


def test_the_same_publication_gives_the_same_file():
    assert pdf() == pdf()
    assert pdf() != pdf(year=2025)
