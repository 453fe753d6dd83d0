"""Pictures that people upload: made anew from their pixels, so that nothing else that a file carries survives."""

from __future__ import annotations

import io
import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

# SVG is not among them: it is a document that can run scripts, not a picture.
FORMATS = ("PNG", "JPEG", "WEBP")
UNUSABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    EOFError,
)
MOST_PIXELS = 20_000_000
MOST_BYTES = 5_000_000
SAVING: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "WEBP": {"quality": 88, "method": 4},
}


class UnusablePicture(ValueError):
    """The file is no picture that we take: of another kind, damaged, or too large."""


def clean_picture(file: BinaryIO, *, longest_side: int) -> bytes:
    """Give the picture as a PNG of at most `longest_side` pixels a side, upright and without metadata.

    Its size is read from the header before anything is decoded. Raises UnusablePicture.
    """
    picture = _decoded(file, MOST_BYTES)[0].convert("RGBA")
    picture.thumbnail((longest_side, longest_side))
    return _encoded(picture, "PNG")


def remake_picture(file: BinaryIO, *, most_bytes: int = MOST_BYTES) -> tuple[bytes, str]:
    """Give the picture in its own format and size, upright and without metadata, and the format's name (`JPEG`).

    Only the first frame of a moving picture remains. Raises UnusablePicture as `clean_picture` does.
    """
    picture, form = _decoded(file, most_bytes)
    if form == "JPEG":
        return _encoded(picture.convert("L" if picture.mode == "L" else "RGB"), form), form
    return _encoded(picture if picture.mode in ("L", "RGB") else picture.convert("RGBA"), form), form


def _decoded(file: BinaryIO, most_bytes: int) -> tuple[Image.Image, str]:
    data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise UnusablePicture("too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise UnusablePicture("too many pixels")
            form = opened.format or ""
            opened.load()
            return ImageOps.exif_transpose(opened), form
    except UnusablePicture:
        raise
    except UNUSABLE as error:
        raise UnusablePicture(str(error)) from error


def _encoded(picture: Image.Image, form: str) -> bytes:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    made = io.BytesIO()
    bare.save(made, form, **SAVING[form])
    return made.getvalue()
