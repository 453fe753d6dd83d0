"""Editors keep publications in the admin."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bluestem.library.api import Publication
from tests.administration import AdminForm, after, errors_in, formatted
from tests.reading import read_page

LIST = "/admin/publications/"


@pytest.fixture
def publication(db) -> Publication:
    return Publication.objects.get(slug="kiezen-voor-stem")


@pytest.fixture
def address(publication) -> str:
    return f"{LIST}edit/{publication.pk}/"


def test_a_changed_publication_is_public_at_once(editing, client, publication, address, published):
    form = AdminForm.open(editing, address)
    form.fill(title="Kwasars kiezen", abstract=formatted("Alles over kwasars."), translations__0__DELETE="on")
    translations = publication.translations.count()

    with published():
        answer = form.send()

    assert (answer.status_code, answer.headers["Location"]) == (302, LIST)
    page = read_page(client.get(publication.get_absolute_url() + "?text=nl"))
    assert page.find("h1").text == "Kwasars kiezen"
    assert "Alles over kwasars." in page.text
    assert "Kwasars kiezen" in read_page(client.get("/nl/publications/?q=kwasars")).text
    assert publication.translations.count() == translations - 1


def test_an_uploaded_file_can_be_downloaded(editing, client, publication, address):
    form = AdminForm.open(editing, address)
    form.data["file"] = [SimpleUploadedFile("study.pdf", b"%PDF-1.7 new", "application/pdf")]

    assert form.send().status_code == 302

    assert client.get(f"{publication.get_absolute_url()}file/").getvalue() == b"%PDF-1.7 new"


def test_wrong_values_stay_and_are_named(editing, publication, address):
    form = AdminForm.open(editing, address)
    form.fill(title="Typed in with care", year="long ago", url="somewhere", authors="")

    answer = form.send()

    assert {"Enter a whole number.", "Enter a valid URL.", "This field is required."} <= set(errors_in(answer))
    assert after(answer).data["title"] == ["Typed in with care"]
    publication.refresh_from_db()
    assert publication.title == "Kiezen voor STEM"


def test_a_member_gets_no_further_than_the_sign_in(signed_in, editing, publication, address):
    form = AdminForm.open(editing, address)
    form.fill(title="Something else")
    form.client = signed_in

    assert [form.client.get(LIST).status_code, form.send().status_code] == [302, 302]
    publication.refresh_from_db()
    assert publication.title == "Kiezen voor STEM"
