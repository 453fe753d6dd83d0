"""Documents that members upload."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from bluestem.library.documents import MOST_BYTES, clean_document


@pytest.mark.parametrize(
    ("name", "content"), [("Report.PDF", b"%PDF-1.7 x"), ("a.docx", b"PK\x03\x04x"), ("a.b.odt", b"PK\x03\x04")]
)
def test_documents_are_kept_under_a_name_of_ours(name, content):
    kept = clean_document(SimpleUploadedFile(name, content))

    assert kept.read() == content
    assert kept.name == f"document.{name.rpartition('.')[2].lower()}"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"<script>", "We take PDF"),
        ("drawing.svg", b"<svg/>", "We take PDF"),
        ("report", b"%PDF-1.7", "We take PDF"),
        ("report.pdf", b"<html>", "not what its name says"),
        ("report.pdf", b"", "not what its name says"),
        ("report.docx", b"%PDF-1.7", "not what its name says"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(name, content, said):
    with pytest.raises(ValidationError, match=said):
        clean_document(SimpleUploadedFile(name, content))


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    file = SimpleUploadedFile("report.pdf", b"%PDF-")
    file.size = 4 * MOST_BYTES

    with pytest.raises(ValidationError, match="larger than 50 MB"):
        clean_document(file)
