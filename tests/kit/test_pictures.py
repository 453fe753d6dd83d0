"""Uploaded pictures: made anew, or refused before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bluestem.kit.pictures import UnusablePicture, clean_picture


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **options) -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", size, "#08385C").save(made, form, **options)
    made.seek(0)
    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_pixels_come_back_as_png_within_the_longest_side(form):
    cleaned = Image.open(io.BytesIO(clean_picture(picture(form, (900, 300)), longest_side=480)))
    assert (cleaned.format, cleaned.size) == ("PNG", (480, 160))


def test_nothing_but_pixels_survives():
    hidden = PngInfo()
    hidden.add_text("comment", "<script>alert(1)</script>")
    with_tail = picture(pnginfo=hidden).getvalue() + b"<?php evil() ?>"
    cleaned = clean_picture(io.BytesIO(with_tail), longest_side=100)
    assert b"script" not in cleaned
    assert b"php" not in cleaned
    assert Image.open(io.BytesIO(cleaned)).info == {}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claims_to_be(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.4",
        picture().getvalue()[:40],
        claims_to_be(20_000, 20_000),
        claims_to_be(5_000, 4_001),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_001,
    ],
)
def test_what_is_no_usable_picture_is_refused(content):
    with pytest.raises(UnusablePicture):
        clean_picture(io.BytesIO(content), longest_side=100)
