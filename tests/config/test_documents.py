"""Documents of the secretariat leave as files to be saved; nothing that was uploaded runs or shows in our origin."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from wagtail.documents.models import Document


@pytest.fixture
def on_disk(monkeypatch, tmp_path) -> None:
    """Wagtail serves files from the disk.

    The storage is exchanged itself: after a change of the setting Django would begin with an empty one in memory,
    without the files of the sample network.
    """
    monkeypatch.setattr(default_storage, "_wrapped", FileSystemStorage(location=tmp_path))


@pytest.mark.usefixtures("on_disk")
@pytest.mark.parametrize("name", ["paper.pdf", "page.html", "drawing.svg", "notes.txt"])
def test_a_document_is_saved_and_never_shown(client, db, name):
    document = Document(title="Uploaded")
    document.file.save(name, ContentFile(b"<script>alert(1)</script>"))

    answer = client.get(f"/documents/{document.pk}/{document.filename}")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_uploaded_files_have_no_address_of_their_own(client, db):
    document = Document(title="Uploaded")
    document.file.save("page.html", ContentFile(b"<script>alert(1)</script>"))

    for address in (document.file.url, "/media/imports/table.csv", "/media/logos/logo.png", "/media/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "run.js", "page.xhtml", "thing.xml"])
def test_what_could_run_is_no_document(editing, db, name):
    file = ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", name=name)

    editing.post("/admin/documents/add/", {"title": "Uploaded", "file": file, "collection": "1"})

    assert not Document.objects.exists()
