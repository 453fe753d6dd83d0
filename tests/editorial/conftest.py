from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from bluestem.accounts.api import User
from bluestem.editorial.api import EditorialPage, HomePage, publish_page
from bluestem.editorial.queries import placed_pages


@pytest.fixture(autouse=True)
def placed() -> Iterator[None]:
    """The links of menus are remembered; what a test placed goes with its transaction."""
    placed_pages.forget()
    yield
    placed_pages.forget()


@pytest.fixture
def home(db: None) -> HomePage:
    return HomePage.objects.get(slug="home", depth=2)


@pytest.fixture
def write(home: HomePage, editor: User, published: Callable) -> Callable[..., EditorialPage]:
    """`write("Working groups", body=[…], parent=…)` publishes a page, as an editor does."""

    def writing(title: str, *, parent: EditorialPage | HomePage | None = None, **fields: object) -> EditorialPage:
        body = EditorialPage.body.field.stream_block.to_python(fields.pop("body", []))
        slug = fields.pop("slug", title.lower().replace(" ", "-"))
        page = EditorialPage(title=title, slug=slug, **{"summary": "In short.", "body": body, **fields})
        with published():
            return publish_page(page=page, parent=parent or home, actor=editor)

    return writing


def picture_file(name: str = "photo.jpg", size: tuple[int, int] = (1600, 900)) -> SimpleUploadedFile:
    """A real JPEG with a comment inside, which must not survive."""
    made = BytesIO()
    Pillow.new("RGB", size, "#0c4b79").save(made, "JPEG", comment=b"secret place")
    return SimpleUploadedFile(name, made.getvalue(), "image/jpeg")
