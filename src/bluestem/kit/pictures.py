"""Pictures that people upload: made anew from their pixels, so that nothing else that a file carries survives."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

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


class UnusablePicture(ValueError):
    """The file is no picture that we take: of another kind, damaged, or too large."""


def clean_picture(file: BinaryIO, *, longest_side: int) -> bytes:
    """Give the picture as a PNG of at most `longest_side` pixels a side, upright and without metadata.

    Its size is read from the header before anything is decoded. Raises UnusablePicture.
    """
    picture = _decoded(file).convert("RGBA")
    picture.thumbnail((longest_side, longest_side))
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True, exif=b"")
    return made.getvalue()


def _decoded(file: BinaryIO) -> Image.Image:
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnusablePicture("too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise UnusablePicture("too many pixels")
            opened.load()
            return ImageOps.exif_transpose(opened)
    except UnusablePicture:
        raise
    except UNUSABLE as error:
        raise UnusablePicture(str(error)) from error
