"""The drawings and the logo of a programme."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from bluestem.programmes.api import save_programme
from tests.reading import read_page

ADDRESS = "/programmes/machines/"


@pytest.mark.parametrize("drawing", ["plate.svg", "thumb.svg"])
def test_drawings_are_pictures_that_run_nothing_and_stay(client, sheet, drawing):
    sheet()

    answer = client.get(ADDRESS + drawing)

    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ET.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert client.get(ADDRESS + drawing).content == answer.content


def test_the_address_of_a_drawing_changes_with_the_sheet(client, sheet, editor, now):
    programme = sheet()
    before = read_page(client.get(ADDRESS)).find("img", "plate")["src"]

    save_programme(programme=programme, actor=editor, now=now + timedelta(seconds=1))

    after = read_page(client.get(ADDRESS)).find("img", "plate")["src"]
    assert before.partition("?")[0] == after.partition("?")[0] == f"{ADDRESS}plate.svg"
    assert before != after


def picture() -> ContentFile:
    content = BytesIO()
    Image.new("RGB", (2, 2)).save(content, "PNG")
    return ContentFile(content.getvalue(), name="logo.png")


def test_a_logo_is_shown_and_runs_nothing(client, sheet):
    sheet(logo=picture())

    image = read_page(client.get(ADDRESS)).find("img", "logo")
    answer = client.get(image["src"])

    assert image["alt"] == "Logo of Machines & more"
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.getvalue().startswith(b"\x89PNG")


def test_a_logo_that_went_missing_answers_404_and_is_logged(client, sheet, caplog):
    logo = sheet(logo=picture()).logo
    logo.storage.delete(logo.name)

    answer = client.get(f"{ADDRESS}logo")

    assert answer.status_code == 404
    told = [record.getMessage() for record in caplog.records if record.name == "bluestem.programmes.web.views"]
    assert told == [f"The logo of machines is missing in storage: {logo.name}"]


def test_a_sheet_without_logo_has_none(client, sheet):
    sheet()

    assert client.get(f"{ADDRESS}logo").status_code == 404
    assert read_page(client.get(ADDRESS)).find_all("img", "logo") == []
