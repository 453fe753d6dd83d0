"""Pictures of pages: taken in anew from their pixels, with a text that replaces them, and shown in two sizes."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import UnidentifiedImageError
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import Image

from bluestem.kit.pictures import UnusablePicture, clean_picture

LONGEST_SIDE = 2400
SIZES = ("width-720|format-webp", "width-1440|format-webp")


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, for upload and change alike. Without a text nobody can put the picture to use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            field = self.fields["description"]
            field.required = True
            field.label = _("Text instead of the picture")
            field.help_text = _("Say what one sees, for people who cannot see it. A page may word it differently.")

    def _clean_fields(self) -> None:
        """Wagtail's field fails on a damaged picture before `clean_file` is asked; that is a sentence, not a fault."""
        try:
            super()._clean_fields()
        except UnidentifiedImageError:
            self.add_error("file", _refusal())

    def clean_file(self) -> Any:
        """Give the picture made anew as PNG; refuse what is none."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        file.seek(0)
        try:
            made = clean_picture(file, longest_side=LONGEST_SIDE)
        except UnusablePicture:
            raise ValidationError(_refusal()) from None
        name = f"{PurePath(file.name).stem[:60] or 'picture'}.png"
        return SimpleUploadedFile(name, made, "image/png")


def _refusal() -> str:
    return _("We cannot use this file. Choose a PNG, JPEG or WebP picture of at most 5 MB.")


def sources_of(picture: Image) -> dict[str, Any]:
    """Give what an `img` needs: `src`, `srcset`, `width`, `height`. The two sizes are made when first asked for."""
    small, large = (picture.get_rendition(size) for size in SIZES)
    sizes = f"{small.url} {small.width}w, {large.url} {large.width}w" if large.width > small.width else ""
    return {"src": small.url, "srcset": sizes, "width": small.width, "height": small.height}
