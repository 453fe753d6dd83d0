"""What editors meet in the admin: pictures with their text, pages without scripts inside, private pages left out."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.models import Image

from bluestem.editorial.api import EditorialPage, HomePage
from tests.editorial.conftest import picture_file

ADD = "/admin/images/add/"
INLINE = re.compile(rb"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*text/template)[^>]*>")


@pytest.fixture
def page(db) -> EditorialPage:
    return EditorialPage.objects.get(slug="about")


def upload(client, file, **typed):
    data = {"title": "Lab", "file": file, "description": "", "tags": "", "collection": "1", **typed}
    return client.post("/admin/images/chooser/create/", {f"image-chooser-upload-{k}": v for k, v in data.items()})


def test_a_picture_needs_a_text(editing):
    answer = upload(editing, picture_file())

    assert not Image.objects.exists()
    assert "This field is required." in answer.content.decode()


# Wagtail leaves the temporary file of a picture that it makes smaller to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_is_made_anew(editing):
    upload(editing, picture_file(size=(3200, 100)), description="A blue bar")

    picture = Image.objects.get()
    assert (picture.description, picture.width, picture.file.name[-4:]) == ("A blue bar", 2400, ".png")
    assert b"secret place" not in picture.file.open("rb").read()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("x.png", b"\x89PNG\r\n\x1a\nnothing more"),
        ("x.jpg", b"<html><script>alert(1)</script>"),
    ],
)
def test_what_is_no_picture_is_refused(editing, name, content):
    upload(editing, SimpleUploadedFile(name, content, "image/png"), description="X")

    assert not Image.objects.exists()


@pytest.mark.parametrize(
    "path", ["", "edit/", "history/", "move/", "copy/", "delete/", "unpublish/", "workflow_history/"]
)
def test_pages_of_the_admin_have_no_script_inside(editing, page, path):
    answer = editing.get(f"/admin/pages/{page.pk}/{path}", follow=True)

    assert answer.status_code == 200
    assert INLINE.findall(answer.content) == []


def test_adding_a_page_needs_no_script_inside(editing):
    home = HomePage.objects.get(slug="home", depth=2)

    for address in (f"/admin/pages/add/editorial/editorialpage/{home.pk}/", f"/admin/pages/{home.pk}/edit/"):
        answer = editing.get(address)
        assert answer.status_code == 200
        assert INLINE.findall(answer.content) == []


def test_no_page_can_be_made_private(editing, page):
    answer = editing.get(f"/admin/pages/{page.pk}/privacy/")

    assert b'name="restriction_type" value="password"' not in answer.content
    assert b'name="restriction_type" value="login"' not in answer.content


def test_a_preview_may_be_framed_by_the_admin_alone(editing, page):
    editing.get(f"/admin/pages/{page.pk}/edit/")
    answer = editing.get(f"/admin/pages/{page.pk}/view_draft/")

    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_members_get_no_further_than_the_sign_in(signed_in, page):
    before = page.title

    answers = [
        signed_in.get(f"/admin/pages/{page.pk}/edit/"),
        signed_in.post(f"/admin/pages/{page.pk}/edit/", {"title": "Mine", "action-publish": "yes"}),
        signed_in.get(f"/admin/pages/{page.pk}/view_draft/"),
    ]

    assert [answer.status_code for answer in answers] == [302] * 3
    page.refresh_from_db()
    assert page.title == before
